import { z } from 'zod';
import { id, line, moment, page, pageQuery } from './fields.ts';

export const auditOutcomes = ['success', 'failure', 'denied'] as const;
export const actorKinds = ['user', 'api_key', 'system', 'anonymous'] as const;

/** One thing that happened. Rows are only ever added; each is chained to the one before it by its digest. */
export const auditEventView = z
  .object({
    id: id('auditEvent'),
    at: moment,
    seq: z.int().describe("Position in the tenant's chain, from 1 without gaps."),
    action: z.string().describe('Resource and past tense, such as publication_request.approved.'),
    outcome: z.enum(auditOutcomes),
    actor: z.object({ kind: z.enum(actorKinds), id: z.string().nullable(), name: z.string() }),
    tenant: z.object({ id: id('tenant'), name: z.string() }).nullable(),
    target: z.object({ type: z.string(), id: z.string().nullable(), name: z.string().nullable() }).nullable(),
    changes: z
      .record(z.string(), z.object({ before: z.unknown(), after: z.unknown() }))
      .describe('Field by field; the value of a secret field is never given.'),
    reason: z.string().nullable(),
    count: z.int().describe('How many like events this one stands for.'),
    requestId: z.string().nullable(),
    hash: z.string().describe('SHA-256 over the row and the hash before it, hex.'),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEventView = z.infer<typeof auditEventView>;

const filters = {
  action: line(80).optional().describe('A whole action, or the resource before the dot.'),
  outcome: z.enum(auditOutcomes).optional(),
  actorId: line(40).optional(),
  targetId: line(40).optional(),
  tenantId: id('tenant').optional().describe('Platform roles only.'),
  from: moment.optional(),
  to: moment.optional(),
};
export const auditQuery = z.strictObject({ ...filters, ...pageQuery });
export type AuditQuery = z.infer<typeof auditQuery>;
export const auditPage = page(auditEventView, 'AuditPage');
export const auditExportQuery = z.strictObject({ ...filters, format: z.enum(['csv', 'jsonl']).default('csv') });
export type AuditExportQuery = z.infer<typeof auditExportQuery>;

/** What a walk of the chain found: whether every row still stands as it was written. */
export const auditVerification = z
  .object({
    intact: z.boolean(),
    checked: z.int(),
    firstBroken: z.object({ seq: z.int(), why: z.string() }).nullable(),
    head: z.object({ seq: z.int(), hash: z.string() }).nullable(),
    checkpoint: z
      .object({ seq: z.int(), at: moment, genuine: z.boolean() })
      .nullable()
      .describe(
        'The newest checkpoint that Vault signed: rows up to seq cannot be changed or cut without being noticed.',
      ),
  })
  .meta({ id: 'AuditVerification' });
export type AuditVerification = z.infer<typeof auditVerification>;
