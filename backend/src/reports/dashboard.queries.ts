import { parseId, type Dashboard } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AuditQueries } from '../audit/index.ts';
import { Clock, days, principal, UnitOfWork } from '../platform/index.ts';

interface Counts {
  active: number;
  needs_reauth: number;
  revoked: number;
  failing: number;
  pending_first_use: number;
  overdue: number;
  due_soon: number;
  ok: number;
  requests_pending: number;
  requests_approving: number;
  published: number;
  copies_overdue: number;
  copies_due_soon: number;
  copies_ok: number;
}

const shownDays = 14;
const shownEvents = 8;

/** What is to be done now: three statements, whatever the size of the tenant. */
@Injectable()
export class DashboardQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditQueries,
    private readonly clock: Clock,
  ) {}

  /** The caller's start page: their tenant's figures, or the whole platform's. */
  get(): Promise<Dashboard> {
    const { tenantId } = principal();
    const tenant = tenantId === null ? null : parseId('tenant', tenantId);
    const now = this.clock.now();
    return this.uow.read(async (em) => {
      const counts = await countsOf(em, tenant, now);
      // Nobody of a tenant rotates the published copies: they count for the platform.
      const copies = tenant === null ? 1 : 0;
      return {
        connections: {
          active: counts.active,
          needsReauth: counts.needs_reauth,
          revoked: counts.revoked,
          failing: counts.failing,
          pendingFirstUse: counts.pending_first_use,
        },
        publications: { pending: counts.requests_pending, approving: counts.requests_approving },
        globalConnections: { published: counts.published },
        rotation: {
          overdue: counts.overdue + copies * counts.copies_overdue,
          dueSoon: counts.due_soon + copies * counts.copies_due_soon,
          ok: counts.ok + copies * counts.copies_ok,
        },
        usesByDay: await usesByDay(em, tenant, now),
        recent: await this.audit.recent(em, shownEvents),
      };
    });
  }
}

const rotationCounts = (prefix: string) => `
  (count(*) filter (where state <> 'revoked' and rotation_due_at < clock.now))::int as ${prefix}overdue,
  (count(*) filter (where state <> 'revoked' and rotation_due_at between clock.now and clock.soon))::int as ${prefix}due_soon,
  (count(*) filter (where state <> 'revoked' and rotation_due_at > clock.soon))::int as ${prefix}ok`;

async function countsOf(em: EntityManager, tenant: string | null, now: Date): Promise<Counts> {
  const own = tenant === null ? 'true' : 'tenant_id = ?';
  const [row] = await em.execute<[Counts]>(
    `with clock as (select ?::timestamptz as now, ?::timestamptz as soon),
      connections as (
        select (count(*) filter (where state = 'active'))::int as active, (count(*) filter (where state = 'needs_reauth'))::int as needs_reauth,
          (count(*) filter (where state = 'revoked'))::int as revoked,
          (count(*) filter (where state <> 'revoked' and health ->> 'outcome' = 'failed'))::int as failing,
          (count(*) filter (where state <> 'revoked' and first_used_at is null))::int as pending_first_use, ${rotationCounts('')}
        from connection, clock where ${own}),
      requests as (
        select (count(*) filter (where state = 'pending'))::int as requests_pending, (count(*) filter (where state = 'approving'))::int as requests_approving
        from publication_request where ${own} and state in ('pending', 'approving')),
      copies as (select count(*)::int as published, ${rotationCounts('copies_')} from global_connection, clock where state = 'published')
     select * from connections, requests, copies`,
    [now.toISOString(), new Date(now.getTime() + days(30)).toISOString(), ...(tenant === null ? [] : [tenant, tenant])],
  );
  return row;
}

/** Each of the last days, those without any use too. */
async function usesByDay(em: EntityManager, tenant: string | null, now: Date): Promise<Dashboard['usesByDay']> {
  const today = now.toISOString().slice(0, 10);
  return em.execute<Dashboard['usesByDay']>(
    `select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(sum(u.uses), 0)::float8 as uses, coalesce(sum(u.denied), 0)::float8 as denied
     from (select ?::date - back as day from generate_series(0, ${shownDays - 1}) back) d
     left join use_by_day u on u.day = d.day ${tenant === null ? '' : 'and u.tenant_id = ?'}
     group by d.day order by d.day`,
    tenant === null ? [today] : [today, tenant],
  );
}
