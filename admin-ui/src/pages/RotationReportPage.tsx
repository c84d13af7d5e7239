import type { RotationReport } from '@drawbridge/catalog';
import DownloadIcon from '@mui/icons-material/DownloadRounded';
import { Box, Button, Card, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ErrorNote } from '../fields/ErrorNote.tsx';
import { fullTime } from '../fields/RelativeTime.tsx';
import { EmptyState } from '../layout/EmptyState.tsx';
import { PageHeader } from '../layout/PageHeader.tsx';
import { PageSkeleton } from '../layout/PageSkeleton.tsx';
import { Section } from '../layout/Section.tsx';
import { useMay } from '../providers/ability.ts';
import { api, apiUrl } from '../providers/api.ts';
import { ChartSpace } from './dashboard/ChartSpace.tsx';
import { SignOffButton } from './sign-offs/SignOffButton.tsx';
import { SignOffList } from './sign-offs/SignOffList.tsx';
import { AccessDeniedPage } from './NotFoundPage.tsx';

const BucketChart = lazy(() => import('./rotation/BucketChart.tsx'));

/** How old the credentials are, and which are late. */
export default function RotationReportPage() {
  const may = useMay();
  const reads = may('read', 'RotationReport');
  const { data, error, refetch } = useQuery({
    queryKey: ['rotation-report'],
    queryFn: ({ signal }) => api.get<RotationReport>('/reports/rotation', undefined, signal),
    enabled: reads,
  });
  if (!reads) return <AccessDeniedPage />;
  if (error) return <ErrorNote error={error} onReload={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Rotation report"
        lead={`${data.scope === 'platform' ? 'All tenants and the global catalog' : 'Your tenant'}, as of ${fullTime(data.generatedAt)}.`}
        actions={<Actions report={data} />}
      />
      {data.totals.credentials === 0 ? (
        <Card>
          <EmptyState title="No credentials yet">
            The report has something to tell as soon as an account is connected.
          </EmptyState>
        </Card>
      ) : (
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          <Totals totals={data.totals} />
          <Section title="By age" lead="How long ago a person last set the credential.">
            <Chart buckets={data.byAge} upright />
          </Section>
          <Box
            sx={{
              display: 'grid',
              gap: 2.5,
              alignItems: 'start',
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
            }}
          >
            <Section title="By app">
              <Chart buckets={data.byApp} />
            </Section>
            <Section title="By tenant">
              <Chart buckets={data.byTenant} />
            </Section>
          </Box>
        </Box>
      )}
      {may('read', 'SignOff') && data.scope === 'platform' && (
        <Box sx={{ mt: 2.5 }}>
          <SignOffList
            resource="rotation-sign-offs"
            empty="Whoever is responsible for compliance looks at the report and signs it off; its figures are then kept here."
          />
        </Box>
      )}
    </>
  );
}

function Actions({ report }: { report: RotationReport }) {
  const may = useMay();
  return (
    <>
      <Button
        component="a"
        href={apiUrl('/reports/rotation', { format: 'csv' })}
        download
        variant="outlined"
        startIcon={<DownloadIcon />}
      >
        Download CSV
      </Button>
      {may('sign_off', 'RotationReport') && (
        <SignOffButton seen={report} what="the rotation report" path="/reports/rotation/sign-offs" />
      )}
    </>
  );
}

const Chart = (props: { buckets: RotationReport['byAge']; upright?: boolean }) => (
  <Suspense fallback={<ChartSpace height={260} />}>
    <BucketChart {...props} />
  </Suspense>
);

function Totals({ totals }: { totals: RotationReport['totals'] }) {
  const figures: [string, number][] = [
    ['Credentials', totals.credentials],
    ['On time', totals.ok],
    ['Due soon', totals.dueSoon],
    ['Overdue', totals.overdue],
    ['No policy', totals.noPolicy],
  ];
  return (
    <Card
      component="dl"
      sx={{ m: 0, p: 2.5, display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(7rem, 1fr))' }}
    >
      {figures.map(([label, value]) => (
        <div key={label}>
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
            {label}
          </Typography>
          <Typography
            component="dd"
            sx={{
              m: 0,
              fontSize: '1.6rem',
              fontWeight: 680,
              color: label === 'Overdue' && value > 0 ? 'error.main' : 'text.primary',
            }}
          >
            {value.toLocaleString('en')}
          </Typography>
        </div>
      ))}
    </Card>
  );
}
