import { z } from 'zod';
import { rest } from './app-rules.ts';
import { id, line, moment, page, pageQuery, paragraph, person, reason, version } from './fields.ts';
import { globalConnectionStates, publicationStates } from './states.ts';
import { outcome, testError, testResult } from './tests.ts';

/** What the reviewer decides on: frozen when the request was made, and free of secrets. */
export const publicationSnapshot = z
  .object({
    appId: z.string(),
    appName: z.string(),
    authMethod: z.string(),
    authKind: z.string(),
    name: z.string(),
    externalAccount: z.object({ id: z.string(), label: z.string().nullable() }).nullable(),
    config: z.record(z.string(), z.string()),
    secretFields: z.array(z.string()),
    scopes: z.array(z.string()),
    health: z.object({ outcome: outcome, checkedAt: moment }).nullable(),
    credentialSetAt: moment,
    useCount: z.int(),
    owner: person,
    customApp: z
      .object({
        scope: z.enum(['platform', 'tenant']).describe('Who defined the app.'),
        version: z.int().describe('The version that the connection was made with; it never changes.'),
        definitionDigest: z.string().describe('SHA-256 of that definition, hex.'),
        destinations: z
          .array(
            z.object({
              address: z.string().describe('Scheme and host, with what decides about each placeholder in them.'),
              purpose: z.enum(['requests', 'sign_in', 'authorization', 'token', 'revocation']),
              handed: z.array(z.enum(['credential', 'oauth_client'])),
            }),
          )
          .describe('Every address that the definition names, and what it is given.'),
        injections: z.array(z.string()).describe('Where the credential goes in each request; templates, no values.'),
      })
      .optional()
      .describe('Of a custom app: what nobody but its author has looked at before.'),
  })
  .meta({ id: 'PublicationSnapshot' });
export type PublicationSnapshot = z.infer<typeof publicationSnapshot>;

export const createPublicationRequest = z
  .strictObject({ connectionId: id('connection'), justification: paragraph(2000) })
  .meta({ id: 'CreatePublicationRequest' });
export type CreatePublicationRequest = z.infer<typeof createPublicationRequest>;

export const publicationRequestView = z
  .object({
    id: id('publicationRequest'),
    state: z.enum(publicationStates),
    tenant: z.object({ id: id('tenant'), name: z.string() }),
    connectionId: id('connection'),
    justification: z.string(),
    snapshot: publicationSnapshot,
    snapshotDigest: z.string().describe('SHA-256 of the snapshot, hex: what was approved is what was shown.'),
    requestedBy: person,
    requestedAt: moment,
    expiresAt: moment,
    decidedBy: person.nullable(),
    decidedAt: moment.nullable(),
    decisionReason: z.string().nullable(),
    globalConnectionId: id('globalConnection').nullable(),
    replaces: z
      .object({ id: id('globalConnection'), name: z.string(), publishedVersion: z.int() })
      .nullable()
      .describe('The published copy of the same connection that approval would replace by a new version.'),
    version: z.int(),
  })
  .meta({ id: 'PublicationRequest' });
export type PublicationRequestView = z.infer<typeof publicationRequestView>;

export const publicationRequestQuery = z.strictObject({
  state: z.enum(publicationStates).optional(),
  appId: line(60).optional(),
  tenantId: id('tenant').optional(),
  connectionId: id('connection').optional(),
  ...pageQuery,
});
export type PublicationRequestQuery = z.infer<typeof publicationRequestQuery>;
export const publicationRequestPage = page(publicationRequestView, 'PublicationRequestPage');

export const approvePublication = z
  .strictObject({ reason: paragraph(1000).optional(), version })
  .meta({ id: 'ApprovePublication' });
export const denyPublication = z.strictObject({ reason, version }).meta({ id: 'DenyPublication' });
export const withdrawPublication = z
  .strictObject({ reason: paragraph(1000).optional(), version })
  .meta({ id: 'WithdrawPublication' });
export type ApprovePublication = z.infer<typeof approvePublication>;
export type DenyPublication = z.infer<typeof denyPublication>;
export type WithdrawPublication = z.infer<typeof withdrawPublication>;

/** The published copy. Every tenant may use it; none may change it. */
export const globalConnectionView = z
  .object({
    id: id('globalConnection'),
    appId: z.string(),
    appName: z.string(),
    authMethod: z.string(),
    authKind: z.string(),
    customApp: z
      .object({ scope: z.enum(['platform', 'tenant']), version: z.int() })
      .nullable()
      .describe('Who defined the app, and the version that the copy goes by; null: the app comes with the product.'),
    name: z.string(),
    state: z.enum(globalConnectionStates),
    rest: rest.nullable().describe('Why your workflows cannot use it now; null: nothing keeps it.'),
    publishedVersion: z.int(),
    externalAccount: z.object({ id: z.string(), label: z.string().nullable() }).nullable(),
    config: z.record(z.string(), z.string()),
    secretFields: z.array(z.string()),
    scopes: z.array(z.string()),
    token: z
      .object({
        expiresAt: moment.nullable().describe('When the present token ends; null: never, or unknown.'),
        problem: z
          .enum(['needs_reauth', 'account_changed', 'version_changed'])
          .nullable()
          .describe('Why it is renewed no longer; null: it follows the connection that it comes from.'),
      })
      .nullable()
      .describe('Of a connection by OAuth: the copy holds its access token and follows its renewals.'),
    publishedAt: moment,
    publishedBy: person.nullable().describe('Who approved; shown to platform roles.'),
    sourceTenant: z
      .object({ id: id('tenant'), name: z.string() })
      .nullable()
      .describe('Shown to platform roles and to the tenant itself.'),
    sourceConnectionId: id('connection').nullable(),
    publicationRequestId: id('publicationRequest').nullable(),
    rotation: z.object({ dueAt: moment.nullable(), days: z.int().nullable(), source: z.string() }),
    credentialSetAt: moment,
    lastUsedAt: moment.nullable(),
    useCount: z.int(),
    revokedAt: moment.nullable(),
    revokedBy: person.nullable(),
    revokeReason: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'GlobalConnection' });
export type GlobalConnectionView = z.infer<typeof globalConnectionView>;

export const globalConnectionQuery = z.strictObject({
  appId: line(60).optional(),
  state: z.enum(globalConnectionStates).optional(),
  q: line(80).optional(),
  ...pageQuery,
});
export type GlobalConnectionQuery = z.infer<typeof globalConnectionQuery>;
export const globalConnectionPage = page(globalConnectionView, 'GlobalConnectionPage');

export const globalConnectionVersionView = z
  .object({
    publishedVersion: z.int(),
    name: z.string(),
    publishedAt: moment,
    publishedBy: person.nullable(),
    publicationRequestId: id('publicationRequest').nullable(),
    snapshotDigest: z.string(),
  })
  .meta({ id: 'GlobalConnectionVersion' });
export type GlobalConnectionVersionView = z.infer<typeof globalConnectionVersionView>;
export const globalConnectionVersions = z
  .object({ items: z.array(globalConnectionVersionView) })
  .meta({ id: 'GlobalConnectionVersions' });

export const revokeGlobalConnection = z.strictObject({ reason, version }).meta({ id: 'RevokeGlobalConnection' });
export type RevokeGlobalConnection = z.infer<typeof revokeGlobalConnection>;

/** Replaces the credential of a published copy; tested before it counts. */
export const rotateGlobalConnection = z
  .strictObject({
    fields: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a field name'), z.string().max(16_384)),
    confirmAccountChange: z.boolean().default(false),
    version,
  })
  .meta({ id: 'RotateGlobalConnection' });
export type RotateGlobalConnection = z.infer<typeof rotateGlobalConnection>;

/** What a test of a published copy's credential found. */
export const globalConnectionCheck = z
  .object({
    globalConnectionId: id('globalConnection'),
    state: z.enum(globalConnectionStates),
    test: testResult,
    rotated: z.boolean().describe('Whether the tested credential took over.'),
    checkedAt: moment,
    error: testError.optional(),
  })
  .meta({ id: 'GlobalConnectionCheck' });
export type GlobalConnectionCheck = z.infer<typeof globalConnectionCheck>;
