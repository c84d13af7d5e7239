import { Tooltip } from '@mui/material';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const dayOnly = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

const units: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function ago(at: string): string {
  const seconds = (new Date(at).getTime() - Date.now()) / 1000;
  for (const [unit, size] of units)
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  return 'just now';
}

export const fullTime = (at: string) => absolute.format(new Date(at));
export const dayOf = (at: string) => dayOnly.format(new Date(at));

/** "3 days ago", with the full time on hover and for machines. */
export function RelativeTime({ at, empty = 'never' }: { at: string | null; empty?: string }) {
  if (at === null) return <>{empty}</>;
  return (
    <Tooltip title={fullTime(at)}>
      <time dateTime={at}>{ago(at)}</time>
    </Tooltip>
  );
}
