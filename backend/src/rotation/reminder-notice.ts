import type { Notice } from '../notifications/index.ts';
import type { DueRow } from './due-credentials.queries.ts';
import { daysLeft, type Step } from './due.ts';

type Due = Pick<
  DueRow,
  'kind' | 'name' | 'due_at' | 'due_us' | 'credential_set_at' | 'rotation_days' | 'rotation_source'
> & {
  /** The public one. */
  id: string;
  appName: string;
};

/** What a person reads about a credential that comes due. */
export function reminderNotice(due: Due, step: Step, now: Date): Notice {
  const set = new Date(due.credential_set_at).toISOString().slice(0, 10);
  const day = new Date(due.due_at).toISOString().slice(0, 10);
  const many = due.rotation_days === 1 ? 'day' : 'days';
  return {
    kind: 'rotation_reminder',
    title: `"${due.name}" ${when(step, daysLeft(new Date(due.due_at), now))}`,
    body:
      `The ${due.appName} credential was set on ${set} and is to be rotated every ${due.rotation_days} ${many}, by ${day}` +
      ` (${due.rotation_source}). Rotate it in Drawbridge, then withdraw the old one at the provider.`,
    link: `/${due.kind === 'connection' ? 'connections' : 'global-connections'}/${due.id}/show`,
    dedupe: `rotation:${due.id}:${due.due_us}:${step}`,
  };
}

function when(step: Step, left: number): string {
  if (step === -1) return 'is overdue for rotation';
  if (left === 0) return 'is due for rotation today';
  return left === 1 ? 'is due for rotation tomorrow' : `is due for rotation in ${left} days`;
}
