import { z } from 'zod';
import { rest } from './app-rules.ts';
import { credentialFields, id, line, moment, page, pageQuery, person, reason, version } from './fields.ts';
import { attemptStates, connectionStates } from './states.ts';
import { outcome, testError, testErrorCodes, testResult } from './tests.ts';

const appId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be an app id');
const methodKey = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'must be an auth method');

export const createConnection = z
  .strictObject({
    appId,
    authMethod: methodKey.describe("The method's key, or its kind where the app has one method of that kind."),
    name: line(80).describe('Unique among the connections of this app in your tenant.'),
    fields: credentialFields.default({}),
  })
  .meta({ id: 'CreateConnection' });
export type CreateConnection = z.infer<typeof createConnection>;

export const attemptKinds = ['create', 'reauthorize', 'rotate'] as const;

/** One try to create, re-authorize or rotate a connection. */
export const attemptView = z
  .object({
    attemptId: id('attempt'),
    kind: z.enum(attemptKinds),
    state: z.enum(attemptStates),
    appId: z.string(),
    authMethod: z.string(),
    connectionId: id('connection').nullable(),
    authorizationUrl: z.string().optional(),
    expiresAt: moment,
  })
  .meta({ id: 'Attempt' });
export type AttemptView = z.infer<typeof attemptView>;

/** One of several things that an authorization reaches, such as a site of Jira. */
export const attemptChoice = z.object({ id: z.string(), label: z.string() });
export type AttemptChoice = z.infer<typeof attemptChoice>;

export const chooseForAttempt = z
  .strictObject({ id: line(300).describe('The id of one of the choices of the attempt.') })
  .meta({ id: 'ChooseForAttempt' });
export type ChooseForAttempt = z.infer<typeof chooseForAttempt>;

const requiredScope = z.object({
  name: z.string(),
  why: z.string().describe('What it allows and why it is asked for.'),
  granted: z.boolean().nullable().describe('Null: the provider does not say what it granted.'),
});

/** What a test of an attempt found. `undecided` leaves the attempt pending: test it again, or choose where there are choices. */
export const attemptTest = z
  .object({
    attemptId: id('attempt'),
    state: z.enum(attemptStates),
    connectionId: id('connection').optional(),
    externalAccount: z.object({ id: z.string(), label: z.string().nullable() }).optional(),
    updatedExisting: z.boolean().optional().describe('The account was connected before: that connection was updated.'),
    question: z.string().optional().describe('What the choices are between. There while a choice is due.'),
    choices: z
      .array(attemptChoice)
      .optional()
      .describe('The credential reaches several: the attempt waits for `POST /connections/{attemptId}/choice`.'),
    scopes: z
      .object({
        before: z.array(z.string()).nullable().describe('What the connection was granted before; null: it is new.'),
        granted: z.array(z.string()),
        required: z.array(requiredScope),
      })
      .optional()
      .describe('What the provider says it granted, where it says so.'),
    test: testResult,
    error: testError.optional(),
  })
  .meta({ id: 'AttemptTest' });
export type AttemptTest = z.infer<typeof attemptTest>;

/** Health is beside the state: a check that could not decide never changes the state. */
const health = z.object({
  outcome: outcome,
  test: testResult,
  errorCode: z.enum(testErrorCodes).nullable(),
  checkedAt: moment,
});

export const connectionView = z
  .object({
    id: id('connection'),
    appId: z.string(),
    appName: z.string(),
    appVersion: z.int().nullable().describe('The version of a custom app that it was made with.'),
    authMethod: z.string().describe("The method's key in the catalog."),
    authKind: z.string().describe('Its kind, such as api_key.'),
    name: z.string(),
    state: z.enum(connectionStates),
    isDefault: z.boolean(),
    rest: rest.nullable().describe('Why it cannot be used now, whatever its state; null: nothing keeps it.'),
    externalAccount: z.object({ id: z.string(), label: z.string().nullable() }).nullable(),
    config: z.record(z.string(), z.string()).describe('The fields that are no secrets, such as the host.'),
    secretFields: z.array(z.string()).describe('The names of the secret fields that are set; never their values.'),
    owner: person,
    health: health.nullable(),
    oauth: z
      .object({
        clientId: id('oauthClient').nullable(),
        clientScope: z.enum(['platform', 'tenant']).nullable().describe('Whose OAuth client it was made with.'),
        grantedScopes: z.array(z.string()),
        requiredScopes: z.array(requiredScope),
        tokenExpiresAt: moment.nullable().describe('When the access token ends; it is renewed before.'),
        renews: z.boolean().describe('False: the provider gave nothing to renew the token with.'),
        providerRevocation: z
          .object({ outcome: z.enum(['success', 'failure']), at: moment })
          .nullable()
          .describe('How telling the provider went when it was revoked; null: it was not told.'),
      })
      .nullable()
      .describe('Null: no OAuth connection.'),
    credentialSetAt: moment.describe('When the credential was last set by a person; refreshing does not count.'),
    firstUsedAt: moment.nullable().describe('Null: pending first use.'),
    lastUsedAt: moment.nullable(),
    useCount: z.int(),
    rotation: z.object({
      dueAt: moment.nullable(),
      days: z.int().nullable(),
      source: z.string().describe('Where the period comes from.'),
    }),
    publication: z
      .object({ requestId: id('publicationRequest'), state: z.string() })
      .nullable()
      .describe('The newest publication request for it.'),
    createdAt: moment,
    revokedAt: moment.nullable(),
    revokedBy: person.nullable(),
    revokeReason: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Connection' });
export type ConnectionView = z.infer<typeof connectionView>;

export const connectionQuery = z.strictObject({
  appId: appId.optional(),
  state: z.enum(connectionStates).optional(),
  ownerId: id('user').optional(),
  due: z.enum(['soon', 'overdue']).optional().describe('Rotation due within 30 days, or overdue.'),
  health: outcome.optional(),
  q: line(80).optional().describe('Text in the name or the external account.'),
  ...pageQuery,
});
export type ConnectionQuery = z.infer<typeof connectionQuery>;
export const connectionPage = page(connectionView, 'ConnectionPage');

export const updateConnection = z
  .strictObject({
    name: line(80).optional(),
    isDefault: z.literal(true).optional().describe('Makes it the default of its app; the one before is no longer.'),
    version,
  })
  .meta({ id: 'UpdateConnection' });
export type UpdateConnection = z.infer<typeof updateConnection>;

export const rotateConnection = z
  .strictObject({
    fields: credentialFields,
    confirmAccountChange: z.boolean().default(false).describe('Accept that the credential belongs to another account.'),
    version,
  })
  .meta({ id: 'RotateConnection' });
export type RotateConnection = z.infer<typeof rotateConnection>;

export const reauthorizeConnection = z
  .strictObject({
    fields: credentialFields.default({}),
    confirmAccountChange: z.boolean().default(false),
    version,
  })
  .meta({ id: 'ReauthorizeConnection' });
export type ReauthorizeConnection = z.infer<typeof reauthorizeConnection>;

export const revokeConnection = z
  .strictObject({
    reason,
    revokePublished: z
      .boolean()
      .optional()
      .describe(
        'Must be said when a published copy exists. true: the system admins are asked to revoke it, and one of a connection by OAuth ends with it; false: it stays.',
      ),
    version,
  })
  .meta({ id: 'RevokeConnection' });
export type RevokeConnection = z.infer<typeof revokeConnection>;

/** A workflow that uses a connection. */
export const usageView = z
  .object({
    id: id('usage'),
    workflow: z.string(),
    operation: z.string().nullable(),
    apiKey: z.object({ id: id('apiKey'), name: z.string() }).nullable(),
    useCount: z.int(),
    firstUsedAt: moment,
    lastUsedAt: moment,
  })
  .meta({ id: 'Usage' });
export type UsageView = z.infer<typeof usageView>;
export const usageQuery = z.strictObject({ ...pageQuery });
export const usagePage = page(usageView, 'UsagePage');

export const revokedConnection = z
  .object({
    connection: connectionView,
    stoppedUsages: z.array(usageView).describe('The workflows that stop working, the latest used first, at most 100.'),
    publishedCopy: id('globalConnection').nullable().describe('The published copy that stays, if there is one.'),
    advice: z.string(),
  })
  .meta({ id: 'RevokedConnection' });
export type RevokedConnection = z.infer<typeof revokedConnection>;

/** What revoking would do, to be shown before it is done. */
export const revocationPreview = z
  .object({
    usages: z.array(usageView),
    publishedCopy: z.object({ id: id('globalConnection'), name: z.string() }).nullable(),
    advice: z.string(),
  })
  .meta({ id: 'RevocationPreview' });
export type RevocationPreview = z.infer<typeof revocationPreview>;

export const connectionCheck = z
  .object({
    connectionId: id('connection'),
    state: z.enum(connectionStates),
    test: testResult,
    checkedAt: moment,
    error: testError.optional(),
  })
  .meta({ id: 'ConnectionCheck' });
export type ConnectionCheck = z.infer<typeof connectionCheck>;
