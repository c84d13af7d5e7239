import { z } from 'zod';
import { credentialFields, id, line } from './fields.ts';

/** What a workflow asks for: a named connection, or the default for an app; inline fields override. */
export const resolveCredential = z
  .strictObject({
    appId: line(60).optional(),
    connectionId: z
      .string()
      .max(40)
      .optional()
      .describe('A connection or global connection id; empty or omitted: the default for the app.'),
    fields: credentialFields.optional().describe('Inline credentials, instead.'),
    workflow: line(120).optional().describe('Who uses it; shown in the list of usages.'),
    operation: line(120).optional(),
  })
  .refine((input) => Boolean(input.appId) || Boolean(input.connectionId), {
    message: 'must name an appId or a connectionId',
    path: ['connectionId'],
  })
  .meta({ id: 'ResolveCredential' });
export type ResolveCredential = z.infer<typeof resolveCredential>;

/** The credential, ready to be used. The reply must not be kept: `Cache-Control: no-store`. */
export const resolvedCredential = z
  .object({
    source: z.enum(['named', 'default', 'global', 'inline']),
    connectionId: z.union([id('connection'), id('globalConnection')]).nullable(),
    appId: z.string(),
    authMethod: z.string().nullable(),
    authKind: z.string().nullable(),
    name: z.string().nullable(),
    externalAccount: z.object({ id: z.string(), label: z.string().nullable() }).nullable(),
    fields: z.record(z.string(), z.string()).describe('All fields of the method, the secret ones included.'),
    expiresAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ResolvedCredential' });
export type ResolvedCredential = z.infer<typeof resolvedCredential>;
