import type { ReminderRunView } from '@drawbridge/catalog';
import { Alert, AlertTitle, Box } from '@mui/material';
import { ShowBase, useShowContext } from 'react-admin';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { fullTime, RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { PageSkeleton } from '../../layout/PageSkeleton.tsx';
import { Readable } from '../../layout/Readable.tsx';
import { Section } from '../../layout/Section.tsx';
import { RunProgress } from './RunProgress.tsx';
import { scopeWord } from './scopeWord.ts';

const whileRunning = {
  refetchInterval: (query: { state: { data?: ReminderRunView | undefined } }) =>
    query.state.data?.state === 'running' ? 800 : (false as const),
};

export default function ReminderRunShow() {
  return (
    <Readable>
      <ShowBase<ReminderRunView> queryOptions={whileRunning}>
        <ReminderRunPage />
      </ShowBase>
    </Readable>
  );
}

function ReminderRunPage() {
  const { record } = useShowContext<ReminderRunView>();
  if (!record) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={`Reminder run of ${fullTime(record.startedAt)}`}
        back={{ to: '/reminder-runs', label: 'Reminder runs' }}
        lead={<StateChip kind="run" state={record.state} />}
      />
      <Section title="Progress">
        <Box role="status" sx={{ mb: 3 }}>
          <RunProgress run={record} />
        </Box>
        {record.error && (
          <Alert severity="error" sx={{ mb: 3 }}>
            <AlertTitle>The run failed</AlertTitle>
            {record.error} Start another one: reminders that were sent are not sent again.
          </Alert>
        )}
        <Facts columns={3}>
          <Fact label="Reminders sent">{record.reminded.toLocaleString('en')}</Fact>
          <Fact label="Credentials looked at">
            {record.processed.toLocaleString('en')} of {record.total.toLocaleString('en')}
          </Fact>
          <Fact label="Scope">{scopeWord(record)}</Fact>
          <Fact label="Started by">{record.startedBy?.name ?? 'the daily schedule'}</Fact>
          <Fact label="Started">
            <RelativeTime at={record.startedAt} />
          </Fact>
          <Fact label="Finished">
            <RelativeTime at={record.finishedAt} empty="not yet" />
          </Fact>
        </Facts>
      </Section>
    </>
  );
}
