import type { DueDateMoveView } from '@drawbridge/catalog';
import { Box, LinearProgress, Typography } from '@mui/material';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { Section } from '../../layout/Section.tsx';

const heardOnly = { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' };

/** How far the due dates have followed the newest policy. It has its place on the page whether they move or not. */
export function DueDatesProgress({ move }: { move: DueDateMoveView | null }) {
  const percent = percentOf(move);
  const isMoving = move?.state === 'running';
  return (
    <Section title="Due dates">
      <Typography variant="body2" aria-hidden={isMoving}>
        {isMoving ? `Recomputing due dates: ${percent} %` : 'Every due date follows these policies.'}
      </Typography>
      <LinearProgress
        variant="determinate"
        value={percent}
        aria-label="Recomputing due dates"
        sx={{ my: 1, borderRadius: 1, visibility: isMoving ? 'visible' : 'hidden' }}
      />
      <Typography variant="caption" sx={{ display: 'block', minHeight: '3.4em', color: 'text.secondary' }}>
        <Details move={move} />
      </Typography>
      {/* Read out at the beginning, at each quarter and at the end, not with every percent. */}
      <Box sx={heardOnly} role="status" aria-live="polite">
        {isMoving && `Recomputing due dates: ${percent - (percent % 25)} %`}
        {move?.state === 'completed' && 'Due dates are recomputed.'}
      </Box>
    </Section>
  );
}

function Details({ move }: { move: DueDateMoveView | null }) {
  if (move === null) return 'A new policy moves them; new connections follow it at once.';
  if (move.state === 'running' && move.total === null) return 'Counting what there is to look at.';
  if (move.state === 'running')
    return `${count(move.processed)} of ${count(move.total ?? 0)} credentials looked at. You can leave this page.`;
  return (
    <>
      {move.processed === 1 ? '1 credential' : `${count(move.processed)} credentials`} looked at,{' '}
      <RelativeTime at={move.finishedAt ?? move.startedAt} />
    </>
  );
}

const count = (number: number) => number.toLocaleString('en');

/** Below 100 until it is really over. */
function percentOf(move: DueDateMoveView | null): number {
  if (move?.state === 'completed') return 100;
  if (!move?.total) return 0;
  return Math.min(99, Math.floor((move.processed * 100) / move.total));
}
