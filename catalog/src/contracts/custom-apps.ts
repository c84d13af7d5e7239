import { z } from 'zod';
import { credentialFields, id, line, moment, page, pageQuery, person, reason, version } from './fields.ts';
import { appView } from './apps.ts';
import { shownCall } from './debug.ts';
import { testError, testResult } from './tests.ts';

/** The definition as it was typed; its own rules are checked by the service, which names every fault. */
const typedDefinition = z
  .record(z.string(), z.unknown())
  .refine((typed) => JSON.stringify(typed).length <= 65_536, 'must have at most 64 KiB')
  .describe('An app definition: the schema of the catalog. `facts` are filled in.');

const note = line(200).optional().describe('What is new in this version.');

export const createCustomApp = z.strictObject({ definition: typedDefinition, note }).meta({ id: 'CreateCustomApp' });
export type CreateCustomApp = z.infer<typeof createCustomApp>;

export const addCustomAppVersion = z
  .strictObject({ definition: typedDefinition, note, version })
  .meta({ id: 'AddCustomAppVersion' });
export type AddCustomAppVersion = z.infer<typeof addCustomAppVersion>;

export const validateCustomApp = z.strictObject({ definition: typedDefinition }).meta({ id: 'ValidateCustomApp' });
export type ValidateCustomApp = z.infer<typeof validateCustomApp>;

export const customAppValidation = z
  .object({
    valid: z.boolean(),
    faults: z.array(z.object({ pointer: z.string().describe('JSON pointer (RFC 6901).'), message: z.string() })),
    preview: appView.nullable().describe('The app as people will see it; null while the definition is not valid.'),
  })
  .meta({ id: 'CustomAppValidation' });
export type CustomAppValidation = z.infer<typeof customAppValidation>;

export const tryCustomApp = z
  .strictObject({ definition: typedDefinition, authMethod: line(60), fields: credentialFields.default({}) })
  .meta({ id: 'TryCustomApp' });
export type TryCustomApp = z.infer<typeof tryCustomApp>;

/** What one test with a typed credential found. Nothing of it is stored. */
export const customAppTrial = z
  .object({
    test: testResult,
    error: testError.optional(),
    externalAccount: z.object({ id: z.string(), label: z.string().nullable() }).nullable(),
    untestable: z.string().nullable().describe('Why there is nothing to test.'),
    calls: z.array(shownCall).describe('What went out for it, in order; without any value of the credential.'),
  })
  .meta({ id: 'CustomAppTrial' });
export type CustomAppTrial = z.infer<typeof customAppTrial>;

export const customAppView = z
  .object({
    id: id('customApp'),
    appId: z.string(),
    name: z.string(),
    scope: z.enum(['platform', 'tenant']),
    offeredVersion: z.int().describe('What new connections are made with.'),
    connectionCount: z.int().describe('Connections that are not revoked, in your sight.'),
    createdBy: person,
    createdAt: moment,
    withdrawnAt: moment.nullable(),
    withdrawReason: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'CustomApp' });
export type CustomAppView = z.infer<typeof customAppView>;
export const customAppQuery = z.strictObject({ ...pageQuery });
export type CustomAppQuery = z.infer<typeof customAppQuery>;
export const customAppPage = page(customAppView, 'CustomAppPage');

export const customAppVersionView = z
  .object({
    number: z.int(),
    definition: z.record(z.string(), z.unknown()),
    note: z.string().nullable(),
    changed: z.array(z.string()).describe('JSON pointers of what differs from the version before.'),
    connectionCount: z.int().describe('Connections that are not revoked and go on with it.'),
    createdBy: person,
    createdAt: moment,
    retiredAt: moment.nullable(),
  })
  .meta({ id: 'CustomAppVersion' });
export type CustomAppVersionView = z.infer<typeof customAppVersionView>;
export const customAppVersions = z.object({ items: z.array(customAppVersionView) }).meta({ id: 'CustomAppVersions' });

export const retireCustomAppVersion = z
  .strictObject({ number: z.int().min(1), reason, version })
  .meta({ id: 'RetireCustomAppVersion' });
export type RetireCustomAppVersion = z.infer<typeof retireCustomAppVersion>;

export const withdrawCustomApp = z
  .strictObject({
    reason,
    connectionCount: z.int().min(0).describe('How many connections come to rest, as you were told.'),
    version,
  })
  .meta({ id: 'WithdrawCustomApp' });
export type WithdrawCustomApp = z.infer<typeof withdrawCustomApp>;

export const restoreCustomApp = z.strictObject({ reason, version }).meta({ id: 'RestoreCustomApp' });
export type RestoreCustomApp = z.infer<typeof restoreCustomApp>;
