import { z } from 'zod';
import { id, line, moment, page, pageQuery, person, sha256 } from './fields.ts';
import { reminderRunStates } from './states.ts';

export const rotationStatuses = ['ok', 'soon', 'due', 'overdue'] as const;

/** Days before the due date at which a reminder goes out; 0 is the due date, -1 stands for overdue. */
export const reminderSteps = [30, 14, 7, 1, 0, -1] as const;

/** A credential whose rotation comes due, of a tenant's connection or of a published copy. */
export const rotationDueView = z
  .object({
    id: z.string().describe('The id of the connection or of the global connection.'),
    kind: z.enum(['connection', 'global_connection']),
    appId: z.string(),
    appName: z.string(),
    authKind: z.string(),
    name: z.string(),
    tenant: z.object({ id: id('tenant'), name: z.string() }).nullable(),
    owner: person.nullable(),
    credentialSetAt: moment,
    dueAt: moment,
    daysLeft: z.int().describe('Whole days until the due date; negative when overdue.'),
    status: z.enum(rotationStatuses),
    periodDays: z.int(),
    source: z.string().describe('Where the period comes from.'),
    lastReminder: z.object({ step: z.int(), at: moment }).nullable(),
  })
  .meta({ id: 'RotationDue' });
export type RotationDueView = z.infer<typeof rotationDueView>;
export const rotationDueQuery = z.strictObject({
  status: z.enum(['soon', 'due', 'overdue']).optional(),
  withinDays: z.coerce.number().int().min(0).max(730).default(30),
  appId: line(60).optional(),
  tenantId: id('tenant').optional(),
  ...pageQuery,
});
export type RotationDueQuery = z.infer<typeof rotationDueQuery>;
export const rotationDuePage = page(rotationDueView, 'RotationDuePage');

export const authClasses = ['oauth', 'api_key', 'basic', 'custom'] as const;
export type AuthClass = (typeof authClasses)[number];

/**
 * How often a credential is to be rotated. The narrowest policy that fits counts: connection, then tenant and app,
 * tenant and class, platform and app, platform and class.
 */
export const rotationPolicyView = z
  .object({
    id: id('rotationPolicy'),
    scope: z.enum(['platform', 'tenant', 'connection']),
    tenant: z.object({ id: id('tenant'), name: z.string() }).nullable(),
    authClass: z.enum(authClasses).nullable(),
    appId: z.string().nullable(),
    appName: z.string().nullable(),
    connectionId: z.string().nullable(),
    days: z.int().nullable().describe('Null: no rotation asked for.'),
    editable: z.boolean(),
    updatedAt: moment,
    updatedBy: person.nullable(),
  })
  .meta({ id: 'RotationPolicy' });
export type RotationPolicyView = z.infer<typeof rotationPolicyView>;

/** How far the due dates have followed the newest change of a policy. */
export const dueDateMoveView = z
  .object({
    state: z.enum(['running', 'completed']),
    total: z.int().nullable().describe('Credentials to look at; null: not counted yet.'),
    processed: z.int(),
    startedAt: moment,
    finishedAt: moment.nullable(),
  })
  .meta({ id: 'DueDateMove' });
export type DueDateMoveView = z.infer<typeof dueDateMoveView>;
export const rotationPolicies = z
  .object({
    items: z.array(rotationPolicyView),
    dueDates: dueDateMoveView.nullable().describe("Of the caller's own scope; null: no policy was changed yet."),
  })
  .meta({ id: 'RotationPolicies' });
export type RotationPolicies = z.infer<typeof rotationPolicies>;

/** Sets or removes one policy in the caller's own scope: the platform for system admins, else the tenant. */
export const putRotationPolicy = z
  .strictObject({
    authClass: z.enum(authClasses).optional(),
    appId: line(60).optional(),
    connectionId: id('connection').optional(),
    days: z
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .optional()
      .describe('Days between rotations; null: none asked for; omitted: remove this policy.'),
  })
  .refine(
    (p) => [p.authClass, p.appId, p.connectionId].filter((target) => target !== undefined).length === 1,
    'must name exactly one of authClass, appId or connectionId',
  )
  .meta({ id: 'PutRotationPolicy' });
export type PutRotationPolicy = z.infer<typeof putRotationPolicy>;

export const startReminderRun = z.strictObject({}).meta({ id: 'StartReminderRun' });

export const reminderRunView = z
  .object({
    id: id('reminderRun'),
    state: z.enum(reminderRunStates),
    scope: z.enum(['platform', 'tenant', 'own']),
    tenant: z.object({ id: id('tenant'), name: z.string() }).nullable(),
    startedBy: person.nullable().describe('Null: the daily schedule.'),
    startedAt: moment,
    finishedAt: moment.nullable(),
    total: z.int().describe('Credentials to look at.'),
    processed: z.int(),
    reminded: z.int().describe('Reminders sent by this run.'),
    error: z.string().nullable(),
  })
  .meta({ id: 'ReminderRun' });
export type ReminderRunView = z.infer<typeof reminderRunView>;
export const reminderRunQuery = z.strictObject({ ...pageQuery });
export const reminderRunPage = page(reminderRunView, 'ReminderRunPage');

const bucket = z.object({ key: z.string(), label: z.string(), total: z.int(), overdue: z.int(), dueSoon: z.int() });
export const rotationReport = z
  .object({
    generatedAt: moment,
    digest: sha256.describe('Of the figures: all but generatedAt and this. A sign-off names it.'),
    scope: z.enum(['platform', 'tenant']),
    totals: z.object({ credentials: z.int(), ok: z.int(), dueSoon: z.int(), overdue: z.int(), noPolicy: z.int() }),
    byAge: z.array(bucket).describe('By age of the credential: under 30, 90, 180, 365 days, and older.'),
    byApp: z.array(bucket),
    byTenant: z.array(bucket).describe('Platform roles; a tenant sees its own row.'),
  })
  .meta({ id: 'RotationReport' });
export type RotationReport = z.infer<typeof rotationReport>;
export const rotationReportQuery = z.strictObject({ format: z.enum(['json', 'csv']).default('json') });
export type RotationReportQuery = z.infer<typeof rotationReportQuery>;

export const notificationView = z
  .object({
    id: id('notification'),
    kind: z.enum(['rotation_reminder', 'publication_decided', 'publication_requested', 'connection_needs_reauth']),
    title: z.string(),
    body: z.string(),
    link: z.string().describe('Where in the console it leads.'),
    createdAt: moment,
    readAt: moment.nullable(),
  })
  .meta({ id: 'Notification' });
export type NotificationView = z.infer<typeof notificationView>;
export const notificationQuery = z.strictObject({ unread: z.enum(['true']).optional(), ...pageQuery });
export type NotificationQuery = z.infer<typeof notificationQuery>;
export const notificationPage = page(notificationView, 'NotificationPage');
