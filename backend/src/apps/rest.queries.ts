import { restOf, type Rest } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Problem } from '../platform/index.ts';

/** What is stored of why an app rests. */
export type RestRule = Pick<Rest, 'kind' | 'scope' | 'reason'>;

/**
 * Why the app of a row rests, as a column of the query that reads the row: SQL that names the row's columns.
 * A block is named before a withdrawal, the tenant's own rule before the one of every tenant.
 */
export const restColumn = (appId: string, tenantId: string): string =>
  `(select jsonb_build_object('kind', rule.kind, 'reason', rule.reason,
      'scope', case when rule.tenant_id is null then 'platform' else 'tenant' end)
    from app_rule rule where rule.app_id = ${appId} and (rule.tenant_id is null or rule.tenant_id = ${tenantId})
    order by rule.kind, rule.tenant_id nulls last limit 1)`;

const ofCaller = `nullif(current_setting('app.tenant_id', true), '')::uuid`;

/** Which of these apps rest in the caller's scope, in one query; all that do where none are named. */
export async function restingApps(em: EntityManager, appIds?: readonly string[]): Promise<Map<string, Rest>> {
  if (appIds?.length === 0) return new Map();
  const named = appIds === undefined ? '' : `and app_id in (${appIds.map(() => '?').join(', ')})`;
  const rows = await em.execute<{ app_id: string; kind: Rest['kind']; reason: string; shared: boolean }[]>(
    `select distinct on (app_id) app_id, kind, reason, tenant_id is null as shared from app_rule
     where (tenant_id is null or tenant_id = ${ofCaller}) ${named} order by app_id, kind, tenant_id nulls last`,
    [...(appIds ?? [])],
  );
  return new Map(
    rows.map(({ app_id, kind, reason, shared }) => [
      app_id,
      restOf({ kind, reason, scope: shared ? 'platform' : 'tenant' }),
    ]),
  );
}

/** Why this app rests for the caller's tenant. */
export const restOfApp = async (em: EntityManager, appId: string): Promise<Rest | undefined> =>
  (await restingApps(em, [appId])).get(appId);

/** Refuses what an app that rests is not asked for. */
export function refuseResting(rule: RestRule | null | undefined): void {
  if (rule) throw new Problem('app_blocked', { detail: restOf(rule).message });
}
