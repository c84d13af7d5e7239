import { Box } from '@mui/material';
import { dayOf } from './RelativeTime.tsx';
import { ToneChip } from './StateChip.tsx';
import { count, type Tone } from './states.ts';

const daysUntil = (at: string) => Math.floor((new Date(at).getTime() - Date.now()) / 86_400_000);

export function dueText(daysLeft: number): { word: string; tone: Tone } {
  if (daysLeft < 0) return { word: `${count(-daysLeft, 'day')} overdue`, tone: 'error' };
  if (daysLeft === 0) return { word: 'Due today', tone: 'warning' };
  return { word: `${count(daysLeft, 'day')} left`, tone: daysLeft <= 30 ? 'warning' : 'neutral' };
}

/** When a credential is to be rotated. */
export function DueField({ dueAt, daysLeft }: { dueAt: string | null; daysLeft?: number }) {
  if (dueAt === null) return <>No rotation asked for</>;
  const { word, tone } = dueText(daysLeft ?? daysUntil(dueAt));
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
      {tone === 'neutral' ? word : <ToneChip tone={tone} word={word} />}
      <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {dayOf(dueAt)}
      </Box>
    </Box>
  );
}
