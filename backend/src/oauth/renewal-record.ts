import { z } from 'zod';
import type { SecretFields } from '../secrets/index.ts';
import type { Grant } from './token-endpoint.ts';

/** The secret field that says what a renewed credential is the successor of, for whoever has to finish another's refresh. */
export const renewalField = 'renewal';

const shape = z.object({
  from: z.string(),
  endsAt: z.iso.datetime().nullable(),
  scopes: z.array(z.string()).optional(),
  filled: z.record(z.string(), z.string()),
});

/** What is kept beside the new tokens. */
export function kept(from: string, { expiresInSeconds, scopes, filled }: Grant, now = new Date()): SecretFields {
  const endsAt =
    expiresInSeconds === undefined ? null : new Date(now.getTime() + expiresInSeconds * 1000).toISOString();
  return { [renewalField]: JSON.stringify({ from, endsAt, scopes, filled }) };
}

/** The grant that somebody else has stored as the successor of this secret; undefined when it is no such thing. */
export function keptFrom(
  fields: SecretFields,
  from: string,
  now: Date,
): Pick<Grant, 'filled' | 'scopes' | 'expiresInSeconds'> | undefined {
  const parsed = shape.safeParse(JSON.parse(fields[renewalField] ?? 'null'));
  if (!parsed.success || parsed.data.from !== from) return undefined;
  const { endsAt, scopes, filled } = parsed.data;
  const left = endsAt === null ? undefined : Math.max(0, Math.floor((Date.parse(endsAt) - now.getTime()) / 1000));
  return { filled, scopes, expiresInSeconds: left };
}
