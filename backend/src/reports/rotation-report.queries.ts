import { formatId, parseId, type RotationReport } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { currentAbility } from '../access/index.ts';
import { AppCatalog, customAppNameColumn } from '../apps/index.ts';
import { tenantsById } from '../identity/index.ts';
import { canonicalJson, Clock, days, principal, Problem, sha256Hex, UnitOfWork } from '../platform/index.ts';

interface Row {
  /** Which grouping the row belongs to: bits for age, app and tenant, each 0 where it is grouped by. */
  grouping: number;
  age: number;
  app_id: string | null;
  /** Whose it is, where it is one that a tenant defined: another tenant may have one of that id. */
  app_owner: string | null;
  app_name: string | null;
  tenant_id: string | null;
  total: number;
  overdue: number;
  due_soon: number;
  no_policy: number;
}

/** What is signed off: the report without the moment of its making. */
export type RotationFigures = Omit<RotationReport, 'generatedAt' | 'digest'>;

const [all, byAge, byApp, byTenant] = [0b111, 0b011, 0b101, 0b110];
const ages = [
  { below: 30, key: 'under_30', label: 'Under 30 days' },
  { below: 90, key: 'under_90', label: '30 to 89 days' },
  { below: 180, key: 'under_180', label: '90 to 179 days' },
  { below: 365, key: 'under_365', label: '180 to 364 days' },
  { below: Infinity, key: 'older', label: '365 days and older' },
];
const copiesBucket = { key: 'published_copies', label: 'Published copies' };

/** How old credentials are and how rotation stands. */
@Injectable()
export class RotationReportQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly clock: Clock,
  ) {}

  /** Every credential in the caller's scope, counted in one pass: the tenant's, or all with the published copies. */
  async report(): Promise<RotationReport> {
    const now = this.clock.now();
    return this.uow.read(async (em) => {
      const figures = await this.figures(em, now);
      return { generatedAt: now.toISOString(), digest: sha256Hex(canonicalJson(figures)), ...figures };
    });
  }

  /** What the report says at this moment, in the running transaction; equal whenever nothing has changed. */
  async figures(em: EntityManager, now: Date): Promise<RotationFigures> {
    if (!currentAbility().can('read', 'RotationReport')) throw new Problem('forbidden');
    const { tenantId } = principal();
    const { sql, values } = statement(tenantId, now);
    const rows = await em.execute<Row[]>(sql, values);
    const of = (grouping: number) => rows.filter((row) => row.grouping === grouping);
    const names = await this.namesOf(em, rows, tenantId);
    const ageRows = new Map(of(byAge).map((row) => [row.age, row]));
    return {
      scope: tenantId === null ? 'platform' : 'tenant',
      totals: totalsOf(of(all)[0]),
      byAge: ages.map(({ key, label }, age) => bucket({ key, label }, ageRows.get(age))),
      byApp: of(byApp).map((row) => bucket(names.app(row), row)),
      byTenant: of(byTenant).map((row) => bucket(names.tenant(row), row)),
    };
  }

  private async namesOf(em: EntityManager, rows: Row[], tenantId: string | null) {
    const ids = rows.map((row) => row.tenant_id ?? row.app_owner);
    const tenants = await tenantsById(
      em,
      ids.map((id) => id && formatId('tenant', id)),
    );
    const tenant = (row: Row) => {
      if (row.tenant_id === null) return copiesBucket;
      const { id, name } = tenants(formatId('tenant', row.tenant_id));
      return { key: id, label: name };
    };
    const app = ({ app_id, app_name, app_owner }: Row) => {
      const appId = app_id ?? '';
      const name = this.apps.nameFor({ appId, customAppName: app_name });
      if (tenantId !== null || app_owner === null) return { key: appId, label: name };
      const owner = tenants(formatId('tenant', app_owner));
      return { key: `${owner.id}/${appId}`, label: `${name} (${owner.name})` };
    };
    return { app, tenant };
  }
}

function totalsOf(row: Row | undefined): RotationReport['totals'] {
  const [credentials, overdue, dueSoon, noPolicy] = row
    ? [row.total, row.overdue, row.due_soon, row.no_policy]
    : [0, 0, 0, 0];
  return { credentials, ok: credentials - overdue - dueSoon - noPolicy, dueSoon, overdue, noPolicy };
}

const bucket = (name: { key: string; label: string }, row: Row | undefined) => ({
  ...name,
  total: row?.total ?? 0,
  overdue: row?.overdue ?? 0,
  dueSoon: row?.due_soon ?? 0,
});

function statement(tenantId: string | null, now: Date): { sql: string; values: unknown[] } {
  const columns = 'app_id, credential_set_at, rotation_due_at';
  const connections = `select tenant_id, tenant_id as source, ${columns} from connection where state <> 'revoked'`;
  const copies = `select null::uuid as tenant_id, source_tenant_id as source, ${columns} from global_connection where state = 'published'`;
  const limits = ages.slice(0, -1).map(({ below }) => new Date(now.getTime() - days(below)).toISOString());
  const age = `case ${limits.map((_, index) => `when credential_set_at > ?::timestamptz then ${index}`).join(' ')} else ${limits.length} end`;
  const soon = new Date(now.getTime() + days(30));
  return {
    sql: `with credential as (${tenantId === null ? `${connections} union all ${copies}` : `${connections} and tenant_id = ?`}),
      judged as (
        select app_id, case when app_id like 'own-%' then source end as app_owner, tenant_id, ${age} as age, rotation_due_at is null as no_policy, rotation_due_at < ?::timestamptz as overdue,
          rotation_due_at >= ?::timestamptz and rotation_due_at <= ?::timestamptz as due_soon
        from credential),
      counted as (
        select grouping(age, app_id, tenant_id) as grouping, age, app_id, app_owner, tenant_id, count(*)::int as total,
          (count(*) filter (where overdue))::int as overdue, (count(*) filter (where due_soon))::int as due_soon,
          (count(*) filter (where no_policy))::int as no_policy
        from judged group by grouping sets ((), (age), (app_id, app_owner), (tenant_id)))
      select *, ${customAppNameColumn('counted.app_id', 'counted.app_owner')} as app_name from counted
      order by total desc, app_id, app_owner, tenant_id`,
    values: [
      ...(tenantId === null ? [] : [parseId('tenant', tenantId)]),
      ...limits,
      now.toISOString(),
      now.toISOString(),
      soon.toISOString(),
    ],
  };
}
