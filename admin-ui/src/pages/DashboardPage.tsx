import { Box } from '@mui/material';
import { lazy, Suspense } from 'react';
import { ErrorNote } from '../fields/ErrorNote.tsx';
import { PageHeader } from '../layout/PageHeader.tsx';
import { Section } from '../layout/Section.tsx';
import { useMay } from '../providers/ability.ts';
import { useMe } from '../providers/session.ts';
import { useDashboard } from '../providers/useDashboard.ts';
import { ChartSpace } from './dashboard/ChartSpace.tsx';
import { NextSteps } from './dashboard/NextSteps.tsx';
import { RecentEvents } from './dashboard/RecentEvents.tsx';
import { SummaryCards } from './dashboard/SummaryCards.tsx';

const RotationRing = lazy(() => import('./dashboard/RotationRing.tsx'));
const UsesByDay = lazy(() => import('./dashboard/UsesByDay.tsx'));

const columns = {
  display: 'grid',
  gap: 2.5,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' },
};

/** What is to be done now, and how things stand. */
export default function DashboardPage() {
  const me = useMe();
  const may = useMay();
  const { data, error, refetch } = useDashboard();
  const first = me?.user?.name.split(' ')[0];
  return (
    <>
      <PageHeader
        title={first ? `Hello, ${first}` : 'Dashboard'}
        lead={`How ${me?.tenant?.name ?? 'the platform'} stands today.`}
      />
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        {error && <ErrorNote error={error} onReload={() => void refetch()} />}
        <SummaryCards data={data} />
        <Box sx={columns}>
          <NextSteps data={data} />
          {may('read', 'RotationDue') && (
            <Section title="Rotation" lead="Credentials by when they are due.">
              <Suspense fallback={<ChartSpace />}>
                {data ? <RotationRing rotation={data.rotation} /> : <ChartSpace />}
              </Suspense>
            </Section>
          )}
        </Box>
        <Box sx={columns}>
          {may('read', 'AuditEvent') && <RecentEvents data={data} />}
          <Section title="Uses by day" lead="Credentials handed to workflows in the last 14 days.">
            <Suspense fallback={<ChartSpace />}>{data ? <UsesByDay days={data.usesByDay} /> : <ChartSpace />}</Suspense>
          </Section>
        </Box>
      </Box>
    </>
  );
}
