import { z } from 'zod';
import { rest } from './app-rules.ts';
import { line, page, pageQuery } from './fields.ts';

/** A line of the app chooser. */
export const appSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    category: z.string(),
    description: z.string(),
    methods: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        label: z.string(),
        available: z.boolean(),
        clientCredential: z
          .enum(['secret', 'private_key', 'none'])
          .optional()
          .describe('What the OAuth client of it shows itself with. Left out: none is registered for it.'),
      }),
    ),
    connectionCount: z.int().describe("This tenant's connections that are not revoked."),
    rest: rest.nullable().describe('Why nobody can connect it. Tenants do not see such an app in the list at all.'),
  })
  .meta({ id: 'AppSummary' });
export type AppSummary = z.infer<typeof appSummary>;

export const appQuery = z.strictObject({
  q: line(80).optional(),
  category: line(40).optional(),
  kind: line(40).optional(),
  all: z
    .enum(['true'])
    .optional()
    .describe('To search by: also the apps that rest, and for platform roles those that tenants defined.'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: pageQuery.cursor,
});
export type AppQuery = z.infer<typeof appQuery>;
export const appPage = page(appSummary, 'AppPage')
  .extend({ categories: z.array(z.string()) })
  .meta({ id: 'AppPage' });

const fieldView = z.object({
  key: z.string(),
  label: z.string(),
  help: z.string().nullable(),
  secret: z.boolean(),
  required: z.boolean(),
  pattern: z.string().nullable(),
  example: z.string().nullable(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
  default: z.string().nullable(),
  format: z.string().describe('How to ask for it: text, password, url, multiline, port ...'),
});

const methodView = z.object({
  key: z.string(),
  kind: z.string(),
  label: z.string(),
  protocol: z.string(),
  available: z.boolean().describe('False: an administrator has to configure it first.'),
  unavailableReason: z.string().nullable(),
  fields: z.array(fieldView).describe('What the person is asked for, in this order.'),
  scopes: z.array(
    z.object({
      name: z.string(),
      why: z.string(),
      required: z.boolean().describe('False: the connection works without it.'),
    }),
  ),
  credentialUrl: z.string().nullable().describe('The page where the credential is found.'),
  credentialPlace: z.string().nullable().describe('The same as a menu path, where the page has no address of its own.'),
  guidance: z.array(z.string()),
  clientGuidance: z.array(z.string()).describe('Steps for the administrator who registers the OAuth client.'),
  troubleshooting: z.array(z.object({ symptom: z.string(), fix: z.string() })),
  testable: z.boolean(),
  rotationDays: z.int().nullable().describe('What the provider recommends.'),
  maxLifetimeDays: z.int().nullable().describe('When the provider ends the credential by itself.'),
});

/** Everything the console needs to ask for a credential of this app. */
export const appView = z
  .object({
    id: z.string(),
    name: z.string(),
    category: z.string(),
    description: z.string(),
    docsUrl: z.string().nullable(),
    confirmed: z.boolean().describe('Whether these facts agree in two independent sources.'),
    factsScope: z
      .enum(['none', 'login', 'login_and_test'])
      .describe('How far the facts are confirmed: not at all, how to log in, or the test request as well.'),
    factsSources: z.array(z.string()).describe('Where the facts were found.'),
    factsNote: z.string().nullable().describe('What is not confirmed, or where sources disagree.'),
    rest: rest.nullable().describe('Why it cannot be connected, and its connections rest.'),
    offeredVersion: z
      .int()
      .nullable()
      .describe('Of a custom app: what new connections are made with. Null: it comes with the product.'),
    methods: z.array(methodView),
  })
  .meta({ id: 'App' });
export type AppView = z.infer<typeof appView>;
