import { z } from 'zod';
import { testErrorCodes } from './test-errors.ts';

export * from './test-errors.ts';

/** The outcome of one of the three questions that a connection test asks. */
export const outcome = z.enum(['ok', 'failed', 'undecided']);
export type Outcome = z.infer<typeof outcome>;

/** The three results of a connection test, each decided on its own. */
export const testResult = z
  .object({
    token: outcome.describe('Is the credential valid?'),
    api: outcome.describe('Does the API answer?'),
    permissions: outcome.describe('Does the credential have what is required?'),
  })
  .meta({ id: 'TestResult' });
export type TestResult = z.infer<typeof testResult>;

/** Why a test did not pass. Never holds a reply of the app. */
export const testError = z
  .object({
    code: z.enum(testErrorCodes),
    title: z.string(),
    message: z.string().describe('What happened, in words for the person who reads it.'),
    advice: z.string().describe('What to do about it.'),
  })
  .meta({ id: 'TestError' });
export type TestError = z.infer<typeof testError>;
