import { z } from 'zod';
import { id, moment, page, pageQuery, paragraph, person, sha256 } from './fields.ts';

export const signOffKinds = ['rotation_report'] as const;
export type SignOffKind = (typeof signOffKinds)[number];

/** A person states that they have seen these very figures. */
export const signOffReport = z
  .strictObject({
    statement: paragraph(1000)
      .regex(/\S\s+\S/, 'must be a sentence')
      .describe('What the person states, in a sentence. Kept for good.'),
    digest: sha256.describe('Of the figures that the person saw. Figures that have changed since answer 409.'),
  })
  .meta({ id: 'SignOffReport' });
export type SignOffReport = z.infer<typeof signOffReport>;

const totals = z.record(z.string(), z.int()).describe('The figures in sum.');

/** What was signed off: figures that never change again, by whom, when, and what they stated. */
export const signOffView = z
  .object({
    id: id('signOff'),
    kind: z.enum(signOffKinds),
    tenant: z
      .object({ id: id('tenant'), name: z.string() })
      .nullable()
      .describe('Null: the whole platform.'),
    signedBy: person,
    signedAt: moment,
    statement: z.string(),
    digest: sha256.describe('Of the JSON file of this sign-off, byte by byte.'),
    totals,
    previous: z
      .object({ id: id('signOff'), signedAt: moment, totals })
      .nullable()
      .describe('The sign-off before it, of the same kind and scope.'),
  })
  .meta({ id: 'SignOff' });
export type SignOffView = z.infer<typeof signOffView>;
export const signOffQuery = z.strictObject({ ...pageQuery });
export type SignOffQuery = z.infer<typeof signOffQuery>;
export const signOffPage = page(signOffView, 'SignOffPage');

export const signOffFileQuery = z.strictObject({ format: z.enum(['json', 'csv']).default('json') });
export type SignOffFileQuery = z.infer<typeof signOffFileQuery>;

export const signOffComparisonQuery = z.strictObject({
  against: id('signOff').optional().describe('One of the same kind and scope; omitted: the one before.'),
});
export type SignOffComparisonQuery = z.infer<typeof signOffComparisonQuery>;

const mark = z.object({ id: id('signOff'), signedAt: moment, signedBy: person, digest: sha256 });

/** What differs between two sign-offs, figure by figure. */
export const signOffComparison = z
  .object({
    signOff: mark,
    against: mark.nullable().describe('Null: there is none before it.'),
    changes: z.array(
      z.object({
        group: z.string().describe('Which part of the report: totals, byAge, byApp, byTenant.'),
        label: z.string().describe('The row of the group; empty for the totals.'),
        figure: z.string(),
        before: z.int().nullable().describe('Null: the row was not there.'),
        after: z.int().nullable().describe('Null: the row is no longer there.'),
      }),
    ),
    more: z.boolean().describe('There are more changes than the 500 that are listed; the files hold all figures.'),
  })
  .meta({ id: 'SignOffComparison' });
export type SignOffComparison = z.infer<typeof signOffComparison>;
