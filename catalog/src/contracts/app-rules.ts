import { z } from 'zod';
import { id, line, moment, page, pageQuery, person, reason } from './fields.ts';

export const restKinds = ['blocked', 'withdrawn'] as const;
export type RestKind = (typeof restKinds)[number];

/** Why an app, and each connection of it, rests. */
export const rest = z
  .object({
    kind: z.enum(restKinds).describe('blocked: by the platform; withdrawn: by whoever defined the app.'),
    scope: z.enum(['tenant', 'platform']).describe('platform: for every tenant.'),
    reason: z.string(),
    message: z.string().describe('The whole sentence, for people.'),
  })
  .meta({ id: 'Rest' });
export type Rest = z.infer<typeof rest>;

/** Puts the sentence to a rule. A tenant can withdraw what it defined; only the platform blocks. */
export function restOf(rule: Pick<Rest, 'kind' | 'scope' | 'reason'>): Rest {
  const whose = rule.kind === 'withdrawn' && rule.scope === 'tenant' ? 'your' : "your platform's";
  const done = rule.kind === 'blocked' ? 'Blocked' : 'Withdrawn';
  return { ...rule, message: `${done} by ${whose} administrators: ${rule.reason}` };
}

/** Blocks an app or allows it again. */
export const putAppRule = z
  .strictObject({ blocked: z.boolean(), reason: reason.describe('Why; the people of the tenant read it.') })
  .meta({ id: 'PutAppRule' });
export type PutAppRule = z.infer<typeof putAppRule>;

const block = z.object({
  scope: z.enum(['tenant', 'platform']),
  reason: z.string(),
  by: person,
  at: moment,
});

/** An app as a system admin decides about it for one tenant. */
export const tenantAppView = z
  .object({
    id: z.string().describe('The id of the app.'),
    name: z.string(),
    category: z.string(),
    connectionCount: z.int().describe("The tenant's connections that are not revoked: they rest while it is blocked."),
    blocked: block.nullable().describe("The tenant's own block, else the one of every tenant."),
  })
  .meta({ id: 'TenantApp' });
export type TenantAppView = z.infer<typeof tenantAppView>;

export const tenantAppQuery = z.strictObject({
  q: line(80).optional(),
  state: z.enum(['blocked', 'allowed', 'in_use']).optional(),
  ...pageQuery,
});
export type TenantAppQuery = z.infer<typeof tenantAppQuery>;
export const tenantAppPage = page(tenantAppView, 'TenantAppPage');

/** What holds for an app in every tenant. */
export const appRuleView = z
  .object({
    appId: z.string(),
    name: z.string(),
    connectionCount: z.int().describe('Connections of all tenants that are not revoked.'),
    tenantCount: z.int().describe('Tenants that have one.'),
    blocked: block.nullable().describe('The block for every tenant.'),
    blockedTenants: z
      .array(z.object({ id: id('tenant'), name: z.string() }))
      .describe('Tenants with a block of their own, at most 100.'),
  })
  .meta({ id: 'AppRule' });
export type AppRuleView = z.infer<typeof appRuleView>;
