import { z } from 'zod';
import { plainText, replyPath } from './primitives.ts';
import { replyCondition } from './reply.ts';
import { requestDefinition } from './request.ts';

/**
 * How to find out whether a credential works. Rules are judged in this order: errors of the method, invalid, expect;
 * those that look into the reply before those by status alone. A page in HTML with status 200 is never an answer.
 */
export const connectionTest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('request').describe('One HTTP request.'),
    request: requestDefinition.describe('The cheapest request that proves the credential; without side effects.'),
    expect: replyCondition.describe('The credential is good.'),
    invalid: z
      .array(replyCondition)
      .default([{ status: [401] }])
      .describe('The credential is refused: any of these.'),
    redirectsAreInvalid: z
      .boolean()
      .default(false)
      .describe('True: a redirect means a sign-in page, hence a refused credential.'),
  }),
  z.strictObject({
    kind: z.literal('token_call').describe('Asking for a token is itself the test.'),
    invalid: z
      .array(replyCondition)
      .default([{ status: [401] }, { at: '$.error', equals: ['invalid_client', 'unauthorized_client'] }])
      .describe('The client is refused: any of these.'),
  }),
  z.strictObject({
    kind: z.literal('login').describe('Logging in over the protocol of the method, then one harmless command.'),
    command: z.string().min(1).optional().describe('The command: `select 1`, `PING`, `NOOP`, `stat .`'),
    expect: replyCondition.optional().describe('The login succeeded; without it: any login that raises no error.'),
    invalid: z.array(replyCondition).min(1).describe('The login is refused: any of these.'),
  }),
  z.strictObject({
    kind: z.literal('untestable').describe('There is no harmless way to find out.'),
    reason: plainText(300).describe('Why, for the person who connects.'),
  }),
]);
export type ConnectionTest = z.infer<typeof connectionTest>;

/** How to find out whether the credential has the permissions that are required. */
export const permissionTest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('scopes').describe('The provider names the granted scopes; they are compared with those required.'),
    of: z.enum(['test', 'token']).describe('In the reply of the test, or of the token endpoint.'),
    path: replyPath.describe('Where they stand: a text or a list.'),
    separator: z.enum([' ', ',', '+']).default(' ').describe('Between two scopes, when they are one text.'),
    whenAbsent: z
      .enum(['undecided', 'ok'])
      .default('undecided')
      .describe('What it means when the provider names none.'),
  }),
  z.strictObject({
    kind: z.literal('request').describe('A request that needs the permission.'),
    request: requestDefinition.describe('Without side effects.'),
    expect: replyCondition.describe('The permission is there.'),
    missing: z
      .array(replyCondition)
      .default([{ status: [403] }])
      .describe('The permission is missing: any of these.'),
  }),
]);
export type PermissionTest = z.infer<typeof permissionTest>;
