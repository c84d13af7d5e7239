import { z } from 'zod';
import { parameters, placeholderName, template, templateOrEmpty } from './primitives.ts';

/** Where a credential goes in each request. */
export const injection = z.discriminatedUnion('in', [
  z.strictObject({
    in: z.literal('header').describe('A request header.'),
    name: template.describe('Header name; a placeholder only for generic apps.'),
    value: template.describe('Header value, such as Bearer {access_token}.'),
    optional: z.boolean().default(false).describe('True: left out while one of its placeholders has no value.'),
  }),
  z.strictObject({
    in: z.literal('query').describe('A query parameter: the whole URL is a secret and must not be logged.'),
    name: template.describe('Parameter name.'),
    value: template.describe('Parameter value.'),
    optional: z.boolean().default(false).describe('True: left out while one of its placeholders has no value.'),
  }),
  z.strictObject({
    in: z.literal('body').describe('A member of the JSON or form body.'),
    name: z.string().min(1).describe('Name of the member.'),
    value: template.describe('Value of the member.'),
    optional: z.boolean().default(false).describe('True: left out while one of its placeholders has no value.'),
  }),
  z.strictObject({
    in: z.literal('basic').describe('HTTP basic authentication, RFC 7617.'),
    username: templateOrEmpty.describe('User half; may be fixed or empty.'),
    password: templateOrEmpty.describe('Password half; may be fixed or empty.'),
  }),
  z.strictObject({
    in: z.literal('path').describe('A part of the base URL: the whole URL is a secret and must not be logged.'),
    field: placeholderName.describe('The field; the base URL holds its placeholder.'),
  }),
  z.strictObject({
    in: z.literal('login').describe('The login of a protocol that is not HTTP.'),
    username: templateOrEmpty.describe('User name.'),
    password: templateOrEmpty.describe('Password.'),
    privateKey: template.optional().describe('Private key in PEM or OpenSSH form, for SFTP.'),
    passphrase: template.optional().describe('Passphrase of the private key.'),
    mechanisms: z
      .array(z.enum(['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2']))
      .optional()
      .describe('SASL mechanisms in order of preference, for SMTP and IMAP.'),
  }),
]);
export type Injection = z.infer<typeof injection>;

const body = z.discriminatedUnion('format', [
  z.strictObject({
    format: z.literal('json').describe('application/json.'),
    value: z.json().describe('The document; strings inside may hold placeholders.'),
  }),
  z.strictObject({
    format: z.literal('form').describe('application/x-www-form-urlencoded.'),
    value: parameters.describe('The parameters.'),
  }),
  z.strictObject({
    format: z.literal('text').describe('Any other content type.'),
    contentType: z.string().min(3).describe('Media type.'),
    value: templateOrEmpty.describe('The text.'),
  }),
  z.strictObject({ format: z.literal('empty').describe('No bytes and no content type.') }),
]);

/** One HTTP request to a provider. */
export const requestDefinition = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET').describe('HTTP method.'),
  url: templateOrEmpty.describe('Below the base URL when it starts with / or is empty, else absolute.'),
  headers: parameters.default({}).describe('Headers beside those of the method; they win over `staticHeaders`.'),
  body: body.optional().describe('Request body.'),
  auth: z
    .union([
      z.literal('inject'),
      z.literal('none'),
      z.literal('access_token'),
      z.strictObject({ username: templateOrEmpty, password: templateOrEmpty }),
    ])
    .default('inject')
    .describe("Credential: the method's `inject`, none, the access token as bearer, or a basic login of its own."),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(120)
    .optional()
    .describe("For providers that are slow by nature; default is the platform's."),
});
export type RequestDefinition = z.infer<typeof requestDefinition>;
