import { parseId, type AppRuleView, type TenantAppQuery, type TenantAppView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { peopleById, Tenant, tenantsById } from '../identity/index.ts';
import { decodeCursor, encodeCursor, pageOf, Problem, UnitOfWork } from '../platform/index.ts';
import { AppCatalog } from './app-catalog.ts';
import { AppRule } from './app-rule.entity.ts';
import { definedByPlatform, offeredByPlatform, type NamedApp } from './defined-apps.queries.ts';

/** What a system admin sees before they block an app: how many connections it concerns, and what holds already. */
@Injectable()
export class AppRulesQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly catalog: AppCatalog,
  ) {}

  /** The catalog as one tenant has it, with the platform's custom apps. */
  list(tenantId: string, query: TenantAppQuery) {
    const [after] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 1);
    return this.uow.read(async (em) => {
      await this.exists(em, tenantId);
      const counts = await countsOf(em, tenantId);
      const blocks = await this.blocks(em, tenantId);
      const all = [...this.catalog.all, ...(await offeredByPlatform(em))].sort((a, b) => (a.id < b.id ? -1 : 1));
      const words = (query.q ?? '').toLowerCase();
      const found = all.filter(
        (app) =>
          (after === undefined || app.id > after) &&
          `${app.name} ${app.id} ${app.category}`.toLowerCase().includes(words) &&
          (query.state === undefined || stateOf(app.id, blocks, counts).has(query.state)),
      );
      return pageOf(
        found.slice(0, query.limit + 1),
        query.limit,
        (app) => encodeCursor(app.id),
        (app) => this.view(app, counts, blocks),
      );
    });
  }

  getFor(tenantId: string, appId: string): Promise<TenantAppView> {
    return this.uow.read(async (em) => {
      await this.exists(em, tenantId);
      return this.view(await this.appOf(em, appId), await countsOf(em, tenantId), await this.blocks(em, tenantId));
    });
  }

  /** What holds for the app in every tenant. */
  getForAll(appId: string): Promise<AppRuleView> {
    return this.uow.read(async (em) => {
      ensure('read', 'AppRule', { tenantId: null });
      const app = await this.appOf(em, appId);
      const rules = await em.find(AppRule, { appId, kind: 'blocked' }, { orderBy: { id: 'asc' }, limit: 101 });
      const shared = rules.find((rule) => !rule.tenantId);
      const own = rules.flatMap((rule) => rule.tenantId ?? []).slice(0, 100);
      const people = await peopleById(em, [shared?.createdBy]);
      const tenants = await tenantsById(em, own);
      const [count] = await em.execute<{ connections: string; tenants: string }[]>(
        `select count(*) as connections, count(distinct tenant_id) as tenants from connection where app_id = ? and state <> 'revoked'`,
        [appId],
      );
      return {
        appId,
        name: app.name,
        connectionCount: Number(count?.connections),
        tenantCount: Number(count?.tenants),
        blocked: shared ? blockOf(shared, people) : null,
        blockedTenants: own.map(tenants),
      };
    });
  }

  private async appOf(em: EntityManager, appId: string): Promise<NamedApp> {
    const app = this.catalog.find(appId) ?? (await definedByPlatform(em, appId));
    if (!app) throw new Problem('not_found');
    return app;
  }

  private async exists(em: EntityManager, tenantId: string): Promise<void> {
    ensure('read', 'AppRule', { tenantId });
    if (!(await em.findOne(Tenant, { id: tenantId }))) throw new Problem('not_found');
  }

  private async blocks(em: EntityManager, tenantId: string): Promise<Blocks> {
    const rules = await em.find(AppRule, { kind: 'blocked', $or: [{ tenantId }, { tenantId: null }] });
    const people = await peopleById(
      em,
      rules.map((rule) => rule.createdBy),
    );
    const blocks: Blocks = new Map();
    // The tenant's own comes last, and so is the one that is named.
    for (const rule of rules.sort((a, b) => Number(Boolean(a.tenantId)) - Number(Boolean(b.tenantId))))
      blocks.set(rule.appId, blockOf(rule, people));
    return blocks;
  }

  private view(app: NamedApp, counts: Counts, blocks: Blocks): TenantAppView {
    return {
      id: app.id,
      name: app.name,
      category: app.category,
      connectionCount: counts.get(app.id) ?? 0,
      blocked: blocks.get(app.id) ?? null,
    };
  }
}

type Counts = ReadonlyMap<string, number>;
type Blocks = Map<string, NonNullable<TenantAppView['blocked']>>;

function stateOf(appId: string, blocks: Blocks, counts: Counts): Set<NonNullable<TenantAppQuery['state']>> {
  return new Set([
    blocks.has(appId) ? ('blocked' as const) : ('allowed' as const),
    ...(counts.has(appId) ? ['in_use' as const] : []),
  ]);
}

const blockOf = (rule: AppRule, people: (id: string) => { id: string; name: string }) => ({
  scope: rule.tenantId ? ('tenant' as const) : ('platform' as const),
  reason: rule.reason,
  by: people(rule.createdBy),
  at: rule.createdAt.toISOString(),
});

/** How many connections of each app the tenant has that are not revoked. */
export async function countsOf(em: EntityManager, tenantId: string): Promise<Map<string, number>> {
  const rows = await em.execute<{ app_id: string; connections: string }[]>(
    `select app_id, count(*) as connections from connection where tenant_id = ? and state <> 'revoked' group by app_id`,
    [parseId('tenant', tenantId)],
  );
  return new Map(rows.map((row) => [row.app_id, Number(row.connections)]));
}
