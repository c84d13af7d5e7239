import { z } from 'zod';
import { id, line, moment, page, pageQuery, person, version } from './fields.ts';

export { oauthChannel } from './oauth-channel.ts';

const clientId = z
  .string()
  .min(1, 'must not be empty')
  .max(512)
  .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII without spaces')
  .describe('As the provider wrote it (RFC 6749 section 2.2).');
const clientSecret = z
  .string()
  .min(1, 'must not be empty')
  .max(8192)
  .regex(/^[\x20-\x7e]+$/, 'must be visible ASCII')
  .regex(/\S/, 'must not be blank')
  .describe('Goes to Vault and never comes back.');

const privateKey = z
  .string()
  .min(1, 'must not be empty')
  .max(16_384)
  .regex(/^[\x20-\x7e\r\n\t]+$/, 'must be ASCII')
  .describe(
    'PEM or JWK: RSA from 2048 bits, EC or Ed25519. Signs client assertions (RFC 7523). Goes to Vault and never comes back.',
  );

/** Registers an OAuth client: a system admin the platform's, a tenant admin the tenant's own. */
export const createOAuthClient = z
  .strictObject({
    appId: line(60),
    authMethod: line(60),
    clientId,
    clientSecret: clientSecret.optional().describe('Omitted only for a public client, or one that signs.'),
    privateKey: privateKey.optional().describe('Instead of a secret, for an app whose client signs.'),
  })
  .meta({ id: 'CreateOAuthClient' });
export type CreateOAuthClient = z.infer<typeof createOAuthClient>;

export const updateOAuthClient = z
  .strictObject({
    clientId: clientId
      .optional()
      .describe('Another client: connections made with the one before must be reauthorized.'),
    clientSecret: clientSecret.optional().describe('A new secret of the same client; connections go on with it.'),
    privateKey: privateKey.optional().describe('A new key of the same client; connections go on with it.'),
    version,
  })
  .meta({ id: 'UpdateOAuthClient' });
export type UpdateOAuthClient = z.infer<typeof updateOAuthClient>;

/** An OAuth client. Its secret is never shown. */
export const oauthClientView = z
  .object({
    id: id('oauthClient'),
    scope: z
      .enum(['platform', 'tenant'])
      .describe('Whose it is; a tenant that has its own does not use the platform one.'),
    appId: z.string(),
    appName: z.string(),
    authMethod: z.string(),
    clientId: z.string(),
    hasSecret: z.boolean().describe('A client secret or a private key is stored.'),
    signingKey: z
      .object({
        keyId: z.string().nullable().describe('`kid` of the key (RFC 7517), where it was given with one.'),
        thumbprint: z.string().describe('SHA-256 of the public key in base64url (RFC 7638).'),
        setAt: moment,
      })
      .nullable()
      .describe('Which private key is stored; the key itself is never shown.'),
    redirectUri: z.string().describe('To be registered at the provider, character for character.'),
    connectionCount: z.int().describe('Connections in sight that were made with it and are not revoked.'),
    createdBy: person.nullable(),
    createdAt: moment,
    updatedAt: moment,
    version: z.int(),
  })
  .meta({ id: 'OAuthClient' });
export type OAuthClientView = z.infer<typeof oauthClientView>;

export const oauthClientQuery = z.strictObject({ appId: line(60).optional(), ...pageQuery });
export type OAuthClientQuery = z.infer<typeof oauthClientQuery>;
export const oauthClientPage = page(oauthClientView, 'OAuthClientPage')
  .extend({
    redirectUri: z
      .string()
      .describe(
        'To be registered at the provider, character for character. A custom app has one of its own: ask with its `appId`.',
      ),
  })
  .meta({ id: 'OAuthClientPage' });

/** What a provider sends along when it sends the person back. Names differ from provider to provider, so all are let in. */
export const oauthCallbackQuery = z.record(
  z.string().max(100),
  z.union([z.string().max(8192), z.array(z.string().max(8192)).max(5)]),
);
export type OAuthCallbackQuery = z.infer<typeof oauthCallbackQuery>;
