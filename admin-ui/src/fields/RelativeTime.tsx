import { Box, Tooltip } from '@mui/material';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const dayOnly = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

const day = 86_400;

/** The largest unit that does not hide much: up to two months are told in days, up to two years in months. */
const units: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, from: number][] = [
  ['year', 365 * day, 730 * day],
  ['month', 30 * day, 60 * day],
  ['day', day, day],
  ['hour', 3_600, 3_600],
  ['minute', 60, 60],
];

export function ago(at: string): string {
  const seconds = (new Date(at).getTime() - Date.now()) / 1000;
  for (const [unit, size, from] of units)
    if (Math.abs(seconds) >= from) return relative.format(Math.trunc(seconds / size), unit);
  return 'just now';
}

export const fullTime = (at: string) => absolute.format(new Date(at));
export const dayOf = (at: string) => dayOnly.format(new Date(at));

/** "3 days ago", with the full time on hover and for machines. */
export function RelativeTime({ at, empty = 'never' }: { at: string | null; empty?: string }) {
  if (at === null) return <>{empty}</>;
  return (
    <Tooltip title={fullTime(at)}>
      <Box component="time" dateTime={at} sx={{ whiteSpace: 'nowrap' }}>
        {ago(at)}
      </Box>
    </Tooltip>
  );
}
