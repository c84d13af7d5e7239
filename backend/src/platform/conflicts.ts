import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { ProblemCode } from '@drawbridge/catalog';
import { invalidField, Problem } from './problem.ts';

/** Refuses a change to a row that somebody else has changed since the caller saw it. */
export function refuseStale(seen: number | undefined, now: number): void {
  if (seen !== undefined && seen !== now)
    throw new Problem('stale_version', { detail: `You saw version ${seen}; it is ${now} now.` });
}

/** Runs a command; a unique constraint that it meets becomes a conflict that names the field. */
export async function uniqueOr<T>(
  field: string,
  message: string,
  work: () => Promise<T>,
  code: ProblemCode = 'already_exists',
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw invalidField(code, `/${field}`, message);
    throw error;
  }
}

/** The name of the unique constraint that was met, if it was one. */
export const violatedConstraint = (error: unknown): string | undefined =>
  error instanceof UniqueConstraintViolationException ? (error as { constraint?: string }).constraint : undefined;
