import { z } from 'zod';
import { idPattern, type IdKind } from '../ids.ts';

/** The schema of a public identifier; anything else is refused before it reaches a query. */
export const id = (kind: IdKind) => z.string().regex(new RegExp(idPattern(kind)), `must be a ${kind} id`);

/** A moment in time, ISO 8601 in UTC. */
export const moment = z.iso.datetime();

/** One line of text that a person typed: trimmed by the sender, without control characters. */
export const line = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'must not hold control characters')
    .regex(/\S/, 'must not be blank');

/** Several lines of text that a person typed; tabs and line breaks are allowed. */
export const paragraph = (max: number) =>
  z
    .string()
    .max(max, `must have at most ${max} characters`)
    .regex(/^[^\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u, 'must not hold control characters')
    .regex(/\S/, 'must not be blank');

/** The credential as the person typed it: one value per field of the auth method. Secret ones go to Vault only. */
export const credentialFields = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a field name'), z.string().max(16_384))
  .refine((fields) => Object.keys(fields).length <= 20, 'must have at most 20 fields');

/** A SHA-256 digest in hex, as `sha256sum` prints it. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 digest in hex');

/** Why somebody did what cannot be undone. Kept in the audit trail. */
export const reason = paragraph(1000).describe('Why; kept in the audit trail.');

/** The row version that the caller saw. A change made since answers 409 `stale_version`. */
export const version = z.int().min(1).optional().describe('The version you saw; omitted: whatever it is now.');

/** Where a keyset page starts: the `nextCursor` of the page before. */
const cursor = z
  .string()
  .max(300)
  .regex(/^[A-Za-z0-9_-]+$/, 'must be a cursor from an earlier page');

/** Query parameters that each list takes. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('Rows per page, 1 to 100.'),
  cursor: cursor.optional().describe('`nextCursor` of the page before.'),
};

/** A keyset page. There is no total: counting costs more the more rows there are. */
export const page = <T extends z.ZodType>(item: T, name: string) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id: name });

/** A person as shown beside what they did. */
export const person = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Person' });
