import { z } from 'zod';
import { testErrorCodes } from '../contracts/tests.ts';
import { plainText, replyPath } from './primitives.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What a reply looks like. All that is given must hold. */
export const replyCondition = z
  .strictObject({
    status: z.array(z.int().min(100).max(599)).min(1).optional().describe('HTTP or SMTP status: one of these.'),
    replyCode: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe(
        "The protocol's own code: SQLSTATE, SMTP enhanced status, or the error name of a driver. One of these.",
      ),
    at: replyPath.optional().describe('Where to look; goes with `equals`, `contains` or `present`.'),
    equals: z.array(scalar).min(1).optional().describe('The value there is one of these; 401 and "401" are the same.'),
    contains: z.array(z.string().min(1)).min(1).optional().describe('The text there holds one of these, in any case.'),
    present: z.boolean().optional().describe('True: there is a value that is not null. False: there is none.'),
  })
  .refine((condition) => condition.status ?? condition.replyCode ?? condition.at, 'must say what to look at')
  .refine(
    (condition) =>
      (condition.at !== undefined) ===
      (condition.equals !== undefined || condition.contains !== undefined || condition.present !== undefined),
    '`at` goes with `equals`, `contains` or `present`',
  );
export type ReplyCondition = z.infer<typeof replyCondition>;

/** A documented answer of the provider, in our words. */
export const errorRule = z.strictObject({
  when: replyCondition.describe('How the answer is recognised.'),
  code: z.enum(testErrorCodes).describe('Our stable code for it.'),
  part: z.enum(['token', 'api', 'permissions']).describe('Which of the three results it decides.'),
  outcome: z
    .enum(['failed', 'undecided', 'ok'])
    .default('failed')
    .describe('`ok`: an error that proves the part works, such as a good token and an unreachable chat.'),
  meaning: plainText(300).describe('What it means and what to do, for the person who reads it.'),
});
export type ErrorRule = z.infer<typeof errorRule>;
