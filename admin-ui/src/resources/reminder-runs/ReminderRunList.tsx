import type { ReminderRunView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { RunProgress } from './RunProgress.tsx';
import { scopeWord } from './scopeWord.ts';
import { StartRunButton } from './StartRunButton.tsx';

export default function ReminderRunList() {
  return (
    <ListPage<ReminderRunView>
      title="Reminder runs"
      lead="Every day, and whenever somebody asks: who has to rotate what is told so. Nobody is reminded twice of the same step."
      actions={<StartRunButton />}
      columns={columns}
      to={(row) => `/reminder-runs/${row.id}/show`}
      refetchEvery={(rows) => (rows?.some(({ state }) => state === 'running') ? 1_500 : false)}
      empty={
        <EmptyState title="No run yet" action={<StartRunButton />}>
          Reminders go out 30, 14, 7 and 1 days before a rotation is due, on the day, and when it is overdue.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<ReminderRunView>[] = [
  {
    label: 'Started',
    render: (run) => (
      <Box>
        <Box sx={{ fontWeight: 600 }}>
          <RelativeTime at={run.startedAt} />
        </Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {run.startedBy?.name ?? 'daily schedule'}
        </Typography>
      </Box>
    ),
  },
  { label: 'State', render: (run) => <StateChip kind="run" state={run.state} /> },
  { label: 'Progress', from: 'sm', render: (run) => <RunProgress run={run} /> },
  { label: 'Reminders sent', from: 'sm', align: 'right', render: (run) => run.reminded.toLocaleString('en') },
  { label: 'Scope', from: 'md', render: (run) => scopeWord(run) },
];
