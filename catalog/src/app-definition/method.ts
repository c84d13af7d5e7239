import { z } from 'zod';
import { accountRule } from './account.ts';
import { connectionTest, permissionTest } from './connection-test.ts';
import { fieldDefinition } from './field.ts';
import { oauth2Definition } from './oauth2.ts';
import { kebabCase, parameters, patternSource, plainText, template } from './primitives.ts';
import { errorRule } from './reply.ts';
import { injection } from './request.ts';
import { keyGrant, lookup, sessionLogin, signing } from './signing.ts';

export const methodKind = z.enum([
  'oauth2_authorization_code',
  'oauth2_client_credentials',
  'api_key',
  'basic',
  'custom',
  'aws_sigv4',
]);
export type MethodKind = z.infer<typeof methodKind>;

export const protocol = z.enum(['http', 'smtp', 'imap', 'postgres', 'mysql', 'mongodb', 'redis', 'sftp', 'ftp']);
export type Protocol = z.infer<typeof protocol>;

const scope = z.strictObject({
  name: z.string().min(1).describe('Scope or permission as the provider writes it.'),
  why: plainText(200).describe('What it allows and why it is asked for.'),
  required: z.boolean().default(true).describe('False: the connection works without it.'),
  satisfiedBy: z.array(z.string().min(1)).default([]).describe('Wider scopes that contain it.'),
  param: z
    .string()
    .min(1)
    .optional()
    .describe('Parameter that carries it, when not the usual one, such as user_scope.'),
  note: plainText(200).optional().describe('What else to know, such as a review by the provider.'),
});

/** The server of a protocol that is not HTTP. */
const server = z.strictObject({
  host: template.optional().describe('Host name or address.'),
  port: template.optional().describe('Port.'),
  connectionString: template.optional().describe('The whole address instead, a secret.'),
  security: template.optional().describe('starttls, tls, none; for databases verify-full, require, disable.'),
  database: template.optional().describe('Database name or number.'),
  hostKey: template.optional().describe('SHA-256 fingerprint of the host key as OpenSSH writes it, for SFTP.'),
});

const troubleshooting = z.strictObject({
  code: z.string().min(1).optional().describe('Error code of the provider, or ours.'),
  symptom: plainText(200).describe('What the person sees.'),
  fix: plainText(400).describe('What to do.'),
});

/** One way to connect an account of an app. */
export const methodDefinition = z.strictObject({
  key: kebabCase.describe('Name, unique in the app; never changes, connections refer to it.'),
  kind: methodKind.describe('Technical kind.'),
  label: plainText(60).describe('What the chooser calls it.'),
  protocol: protocol.default('http').describe('What is spoken with the provider.'),
  baseUrl: template.optional().describe('Address that relative URLs go below; for HTTP only, where it is required.'),
  server: server.optional().describe('Address for other protocols, where it is required.'),
  inject: z.array(injection).default([]).describe('Where the credential goes in each request.'),
  staticHeaders: parameters.default({}).describe('Headers of each request, such as the API version.'),
  fields: z.array(fieldDefinition).default([]).describe('Values, in the order in which they are asked.'),
  secretPattern: patternSource
    .optional()
    .describe('Usual shape of the main secret; to warn with, never to refuse with.'),
  scopes: z.array(scope).default([]).describe('Scopes that are requested, or permissions that the key must be given.'),
  oauth2: oauth2Definition.optional().describe('OAuth 2.0 side.'),
  signing: signing.optional().describe('How requests are signed.'),
  session: sessionLogin.optional().describe('Login call before all others.'),
  lookups: z.array(lookup).default([]).describe('Calls after login that fill fields.'),
  keyGrant: keyGrant.optional().describe('Page that makes the key in one click.'),
  test: connectionTest.describe('Is the credential valid?'),
  permissionTest: permissionTest
    .optional()
    .describe('Does it have what is required? Left out: judged from the test alone.'),
  errors: z
    .array(errorRule)
    .default([])
    .describe('Documented errors in our words; they hold for the test and for later calls.'),
  account: accountRule
    .optional()
    .describe('Who it is; left out: the provider does not tell, a fingerprint of the secret is used.'),
  credentialUrl: template
    .optional()
    .describe('Page where the credential is found; for OAuth, where the client is registered.'),
  credentialPlace: plainText(160)
    .optional()
    .describe('The same as a menu path, where the page has no address of its own.'),
  guidance: z.array(plainText(400)).default([]).describe('Short steps for the person who connects.'),
  clientGuidance: z
    .array(plainText(400))
    .default([])
    .describe('Short steps for the administrator who registers the OAuth client.'),
  troubleshooting: z.array(troubleshooting).default([]).describe('What commonly goes wrong.'),
  rotationDays: z
    .int()
    .positive()
    .optional()
    .describe('How often the provider or a published standard asks for a new one, in days.'),
  maxLifetimeDays: z.int().positive().optional().describe('The provider ends the credential after this many days.'),
});
export type MethodDefinition = z.infer<typeof methodDefinition>;
export type MethodDefinitionInput = z.input<typeof methodDefinition>;
