import { z } from 'zod';
import { parameters, placeholderName, plainText, replyPath, seconds, template } from './primitives.ts';
import { requestDefinition } from './request.ts';

/** How requests are signed, where a header with the secret is not enough. Field names refer to `fields`. */
export const signing = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('aws_sigv4').describe('AWS Signature Version 4.'),
    service: z
      .string()
      .min(1)
      .describe('Service of ordinary requests; the service of another host is its first label.'),
    regionField: placeholderName.describe('Field of the region.'),
    accessKeyIdField: placeholderName.describe('Field of the access key id.'),
    secretAccessKeyField: placeholderName.describe('Field of the secret access key.'),
    sessionTokenField: placeholderName.optional().describe('Field of the session token of temporary keys.'),
  }),
  z.strictObject({
    kind: z.literal('azure_shared_key').describe('Azure Storage Shared Key, HMAC-SHA256.'),
    accountField: placeholderName.describe('Field of the account name.'),
    keyField: placeholderName.describe('Field of the key, base64.'),
  }),
  z.strictObject({
    kind: z.literal('jwt').describe('A JSON Web Token per request or as an assertion; placeholder {signed_jwt}.'),
    algorithm: z.enum(['HS256', 'RS256', 'ES256']).describe('JWS algorithm.'),
    keyField: placeholderName.describe('Field of the key.'),
    keyEncoding: z.enum(['utf8', 'hex', 'base64', 'pem']).describe('How the key is written.'),
    header: parameters.default({}).describe('Header members beside alg and typ.'),
    claims: parameters.default({}).describe('Claims; iat and exp are added.'),
    ttlSeconds: seconds.describe('Lifetime of one token.'),
    use: z.enum(['request', 'assertion']).describe('Sent with each request, or exchanged at the token URL.'),
  }),
  z.strictObject({
    kind: z.literal('oauth1').describe('OAuth 1.0a, RFC 5849.'),
    signature: z.enum(['HMAC-SHA1', 'HMAC-SHA256']).describe('Signature method.'),
    consumerKeyField: placeholderName.describe('Field of the consumer key.'),
    consumerSecretField: placeholderName.describe('Field of the consumer secret.'),
    tokenField: placeholderName.optional().describe('Field of the access token; left out: one-legged.'),
    tokenSecretField: placeholderName.optional().describe('Field of its secret.'),
    when: z
      .enum(['always', 'plain_http'])
      .default('always')
      .describe('`plain_http`: only where the server has no TLS.'),
  }),
]);
export type Signing = z.infer<typeof signing>;

/** A login call whose reply holds the token for all other calls; placeholder {session_token}. */
export const sessionLogin = z.strictObject({
  request: requestDefinition.describe('The login call; its `auth` is never `inject`.'),
  tokenPath: replyPath.describe('Where the session token stands.'),
  ttlSeconds: seconds.optional().describe('Lifetime; left out: until it is refused.'),
  logout: requestDefinition.optional().describe('Call that ends the session.'),
});
export type SessionLogin = z.infer<typeof sessionLogin>;

/** A call after login that finds the base URL, the site or the tenant. */
export const lookup = z.strictObject({
  key: placeholderName.describe('Name; fields refer to it in `filledFrom`.'),
  question: plainText(120).describe('What to ask when there are several, such as: Which site?'),
  request: requestDefinition.describe('The call.'),
  items: replyPath.default('$').describe('Where the list stands; a single object counts as a list of one.'),
  choose: z.enum(['ask', 'first']).default('ask').describe('What to do with several items.'),
  itemId: replyPath.describe('Id of an item.'),
  itemLabel: replyPath.describe('Name of an item.'),
});
export type Lookup = z.infer<typeof lookup>;

/** A page of the provider that makes a key in one click and is not OAuth. */
export const keyGrant = z.strictObject({
  url: template.describe('The page.'),
  params: parameters.default({}).describe('Its parameters; {redirect_uri}, {callback_uri} and {state} are ours.'),
  delivery: z
    .enum(['redirect', 'server_post', 'shown'])
    .describe('The key comes with the redirect, in a separate POST, or is shown to be copied.'),
  fills: z.record(placeholderName, z.string().min(1)).describe('Field to parameter or member that brings it.'),
});
export type KeyGrant = z.infer<typeof keyGrant>;
