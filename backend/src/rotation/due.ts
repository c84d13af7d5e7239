import { reminderSteps, type RotationDueView } from '@drawbridge/catalog';
import { days } from '../platform/index.ts';

export type Step = (typeof reminderSteps)[number];

/** Credentials due within this many days count as due soon. */
export const soonDays = 30;

/** The first moment after the day of `now`, in UTC. */
export const endOfDay = (now: Date): Date => new Date((dayOf(now) + 1) * days(1));

/** What is due before this moment is looked at by a reminder run. */
export const horizonOf = (now: Date): Date => new Date(now.getTime() + days(soonDays));

/** Overdue from the very moment on; due on the last day; soon within thirty days. */
export function statusOf(dueAt: Date, now: Date): RotationDueView['status'] {
  if (dueAt < now) return 'overdue';
  if (dueAt < endOfDay(now)) return 'due';
  return dueAt <= horizonOf(now) ? 'soon' : 'ok';
}

/** Calendar days (UTC) until the due date; at most -1 once it is over. */
export function daysLeft(dueAt: Date, now: Date): number {
  const left = dayOf(dueAt) - dayOf(now);
  return dueAt < now ? Math.min(left, -1) : left;
}

/** The most urgent step that is reached; undefined: not yet any. */
export function stepOf(dueAt: Date, now: Date): Step | undefined {
  const status = statusOf(dueAt, now);
  if (status === 'overdue') return -1;
  if (status === 'due') return 0;
  return reminderSteps.filter((step) => step > 0 && dueAt.getTime() <= now.getTime() + days(step)).at(-1);
}

const dayOf = (moment: Date): number => Math.floor(moment.getTime() / days(1));
