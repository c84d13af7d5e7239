import { z } from 'zod';
import { id, moment, page, pageQuery, paragraph, person, version } from './fields.ts';
import { connectionStates } from './states.ts';

/** How long a connection that was kept stays out of the review. */
export const reviewRestDays = 90;

export const reviewReasons = ['unused', 'never_used', 'no_default', 'unclear_name', 'owner_gone', 'failing'] as const;
export type ReviewReason = (typeof reviewReasons)[number];

/** A connection that is worth a look, and why. */
export const connectionToReviewView = z
  .object({
    id: id('connection'),
    appId: z.string(),
    appName: z.string(),
    name: z.string(),
    state: z.enum(connectionStates),
    isDefault: z.boolean(),
    externalAccount: z.object({ id: z.string(), label: z.string().nullable() }).nullable(),
    owner: person,
    createdAt: moment,
    lastUsedAt: moment.nullable(),
    version: z.int(),
    reasons: z.array(z.object({ code: z.enum(reviewReasons), message: z.string() })),
    lastReview: z.object({ by: person, at: moment, note: z.string() }).nullable().describe('When it was last kept.'),
  })
  .meta({ id: 'ConnectionToReview' });
export type ConnectionToReviewView = z.infer<typeof connectionToReviewView>;
export const connectionReviewQuery = z.strictObject({
  tenantId: id('tenant').optional().describe('Platform roles name the tenant; a tenant has its own.'),
  ...pageQuery,
});
export type ConnectionReviewQuery = z.infer<typeof connectionReviewQuery>;
export const connectionReviewPage = page(connectionToReviewView, 'ConnectionReviewPage');

/** Somebody has looked at a connection and keeps it as it is. */
export const keepConnection = z
  .strictObject({ note: paragraph(1000).describe('Why it is kept. Recorded with your name.'), version })
  .meta({ id: 'KeepConnection' });
export type KeepConnection = z.infer<typeof keepConnection>;

export const keptConnection = z
  .object({
    id: id('connectionReview'),
    connectionId: id('connection'),
    reasons: z.array(z.enum(reviewReasons)).describe('Why it was worth a look.'),
    note: z.string(),
    reviewedAt: moment,
    until: moment.describe('It is left out of the review until then.'),
  })
  .meta({ id: 'KeptConnection' });
export type KeptConnection = z.infer<typeof keptConnection>;
