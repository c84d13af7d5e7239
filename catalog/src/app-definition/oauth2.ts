import { z } from 'zod';
import { parameters, placeholderName, plainText, replyPath, seconds, template } from './primitives.ts';
import { replyCondition } from './reply.ts';

/** When the provider hands out a refresh token and how long it lives. Left out: not known. */
export const refreshPolicy = z.strictObject({
  issued: z
    .enum([
      'always',
      'never',
      'first_consent_only',
      'with_scope',
      'with_param',
      'if_enabled',
      'approved_partners_only',
      'unknown',
    ])
    .describe('When there is one. `if_enabled`: a setting of the registered client decides.'),
  issuedWith: z
    .string()
    .min(1)
    .optional()
    .describe('The scope, the `name=value` parameter or the setting that it takes.'),
  rotates: z
    .boolean()
    .optional()
    .describe('True: every refresh answers a new one and the pair must be stored together.'),
  oldOneStaysValid: z.boolean().default(false).describe('True: the replaced one still works.'),
  ttlSeconds: seconds.optional().describe('Fixed lifetime of one refresh token.'),
  idleTtlSeconds: seconds.optional().describe('It dies when it is not used for this long.'),
  absoluteTtlSeconds: seconds.optional().describe('The grant dies this long after the consent, whatever happens.'),
  grantType: z.string().min(1).default('refresh_token').describe('Value of grant_type in the refresh call.'),
  tokenParam: z.string().min(1).default('refresh_token').describe('Parameter that carries the token.'),
  token: z.enum(['refresh_token', 'access_token']).default('refresh_token').describe('Which token is exchanged.'),
  method: z.enum(['POST', 'GET']).default('POST').describe('HTTP method of the refresh call.'),
  sendScopes: z
    .boolean()
    .default(false)
    .describe('True: the scopes are sent again with each refresh, because less would come back otherwise.'),
});
export type RefreshPolicy = z.infer<typeof refreshPolicy>;

/** How a grant is ended at the provider. */
export const revocation = z.strictObject({
  url: template.describe('Absolute URL; may hold {client_id}, {access_token} or {refresh_token}.'),
  method: z.enum(['POST', 'DELETE', 'GET']).default('POST').describe('HTTP method.'),
  token: z
    .enum(['access_token', 'refresh_token', 'either'])
    .default('either')
    .describe('Which token to hand over; `either`: the refresh token first.'),
  send: z
    .enum(['form', 'json', 'query', 'path', 'bearer', 'none'])
    .default('form')
    .describe('How the token travels; `none`: `params` name the grant instead.'),
  param: z.string().min(1).default('token').describe('Name of the member or parameter.'),
  clientAuth: z
    .enum(['none', 'basic', 'body', 'authorization_client', 'bearer_secret'])
    .default('none')
    .describe(
      'How the client shows itself; `authorization_client`: header `Authorization: Client {client_secret}`; `bearer_secret`: the secret as bearer.',
    ),
  params: parameters.default({}).describe('Further members.'),
  ends: z.enum(['token', 'grant', 'all_of_user']).default('grant').describe('What is ended by it.'),
  note: plainText(200).optional().describe('What stays valid afterwards.'),
});
export type Revocation = z.infer<typeof revocation>;

const callbackField = z.strictObject({
  param: z.string().min(1).describe('Query parameter of the redirect.'),
  required: z.boolean().default(true).describe('Whether the login fails without it.'),
  mustEqualField: placeholderName
    .optional()
    .describe('Field whose value it must equal, so that a redirect cannot change the host.'),
  mustEndIn: z.string().min(1).optional().describe('Fixed text after the value of that field, such as .myshopify.com.'),
});

/** The OAuth 2.0 side of a method. URLs may hold `{field}`. */
export const oauth2Definition = z.strictObject({
  grant: z
    .enum(['authorization_code', 'client_credentials', 'jwt_bearer'])
    .describe('Grant type; jwt_bearer is RFC 7523.'),
  issuer: template
    .optional()
    .describe(
      'Issuer identifier, where the provider has one: `iss` and ID tokens are compared with it (RFC 9207, OIDC).',
    ),
  issInResponse: z
    .boolean()
    .default(false)
    .describe('True: the redirect always carries `iss`; one without it is refused.'),
  authorizationUrl: template.optional().describe('Where the person is sent.'),
  pushedAuthorizationUrl: template
    .optional()
    .describe('Where the authorization request is sent beforehand (PAR, RFC 9126); used wherever it is given.'),
  tokenUrl: template.describe('Where the code or the client is exchanged for a token.'),
  refreshUrl: template.optional().describe('Where to refresh; left out: the token URL.'),
  tokenMethod: z.enum(['POST', 'GET']).default('POST').describe('HTTP method of the token call.'),
  tokenRequestFormat: z.enum(['form', 'json']).default('form').describe('Body of the token call.'),
  tokenHeaders: parameters.default({}).describe('Headers of the token call, such as Accept: application/json.'),
  clientAuth: z
    .enum(['basic', 'body', 'either', 'none', 'private_key_jwt'])
    .default('body')
    .describe('How the client shows itself at the token URL; `either`: basic is used.'),
  pkce: z
    .enum(['required', 'supported', 'unsupported', 'unknown'])
    .default('unknown')
    .describe('Proof key, RFC 7636; used where supported.'),
  scopeParam: z
    .string()
    .min(1)
    .nullable()
    .default('scope')
    .describe('Parameter for scopes; null: fixed when the client is registered.'),
  scopeSeparator: z.enum([' ', ',', '+']).default(' ').describe('Between two scopes.'),
  authorizationParams: parameters
    .default({})
    .describe('Fixed parameters of the authorization URL; {random} is a fresh nonce.'),
  tokenParams: parameters.default({}).describe('Fixed parameters of the token call.'),
  refreshParams: parameters.default({}).describe('Fixed parameters of the refresh call.'),
  paramNames: z
    .strictObject({
      clientId: z.string(),
      clientSecret: z.string(),
      code: z.string(),
      redirectCode: z.string(),
      redirectUri: z.string(),
      state: z.string(),
    })
    .partial()
    .default({})
    .describe('Names that differ from RFC 6749; `redirectCode`: of the code in the redirect alone.'),
  stateLength: z
    .strictObject({ min: z.int(), max: z.int() })
    .optional()
    .describe('Limits that the provider sets to `state`, in characters.'),
  accessTokenTtlSeconds: seconds
    .nullable()
    .optional()
    .describe('Lifetime when the reply names none; null: never expires; left out: unknown.'),
  refresh: refreshPolicy.describe('What is known about refresh tokens.'),
  longLivedExchange: z
    .strictObject({
      url: template.describe('Where.'),
      method: z.enum(['GET', 'POST']).default('GET').describe('HTTP method.'),
      grantType: z.string().min(1).describe('Value of grant_type.'),
      tokenParam: z.string().min(1).describe('Parameter that carries the short-lived token.'),
      ttlSeconds: seconds.describe('Lifetime of the long-lived token.'),
    })
    .optional()
    .describe('A second exchange right after the first, for a token that lives longer.'),
  tokenPaths: z
    .strictObject({
      accessToken: replyPath,
      refreshToken: replyPath,
      expiresIn: replyPath,
      refreshExpiresIn: replyPath,
      scope: replyPath,
      idToken: replyPath,
    })
    .partial()
    .default({})
    .describe('Where the standard members stand when not at $.access_token and so on.'),
  tokenFields: z
    .record(placeholderName, replyPath)
    .default({})
    .describe(
      'Further values kept from the token reply. Secrets, but those called `_id`, `_ids`, `_name`, `_email` or `_type`.',
    ),
  grantedScopeSeparator: z
    .enum([' ', ',', '+'])
    .optional()
    .describe('Between scopes in the token reply; left out: as sent.'),
  tokenErrors: z.array(replyCondition).default([]).describe('Errors that come with status 200.'),
  callbackFields: z
    .record(placeholderName, callbackField)
    .default({})
    .describe('Values that come only with the redirect.'),
  callbackSignature: z
    .strictObject({
      algorithm: z.literal('hmac_sha256_hex').describe('HMAC-SHA256, hexadecimal.'),
      param: z.string().min(1).describe('Parameter that holds it.'),
      key: z.literal('client_secret').describe('The key.'),
      over: z
        .literal('sorted_query_without_param')
        .describe('All other parameters, sorted by name, as name=value joined by &.'),
    })
    .optional()
    .describe('Set: the redirect is refused unless its signature is right.'),
  revocation: revocation.optional().describe('Left out: none, or none that is known.'),
});
export type OAuth2Definition = z.infer<typeof oauth2Definition>;
