import type { RotationPolicies } from '@drawbridge/catalog';
import { Box, Card, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { ErrorNote } from '../fields/ErrorNote.tsx';
import { PageHeader } from '../layout/PageHeader.tsx';
import { PageSkeleton } from '../layout/PageSkeleton.tsx';
import { Section } from '../layout/Section.tsx';
import { useMay } from '../providers/ability.ts';
import { api } from '../providers/api.ts';
import { useMe } from '../providers/session.ts';
import { DueDatesProgress } from './rotation/DueDatesProgress.tsx';
import { PolicyTable } from './rotation/PolicyTable.tsx';
import { SetPolicyButton } from './rotation/SetPolicyButton.tsx';

const order = [
  'a policy for the connection itself',
  "the tenant's policy for the app",
  "the tenant's policy for the kind of credential",
  "the platform's policy for the app",
  "the platform's policy for the kind of credential",
];

/** How often credentials are to be rotated, and which rule counts. */
export default function RotationPoliciesPage() {
  const may = useMay();
  const me = useMe();
  const { data, error, refetch } = useQuery({
    queryKey: ['rotation-policies'],
    queryFn: ({ signal }) => api.get<RotationPolicies>('/rotation/policies', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.dueDates?.state === 'running' ? 1_000 : false),
  });
  if (error) return <ErrorNote error={error} onReload={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const sets = may('update', 'RotationPolicy');
  return (
    <>
      <PageHeader
        title="Rotation policies"
        lead="How many days a credential may be in use before it has to be set anew. Refreshing a token by itself does not count."
        actions={sets && <SetPolicyButton />}
      />
      <Box
        sx={{
          display: 'grid',
          gap: 2.5,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 5fr) minmax(0, 2fr)' },
        }}
      >
        <Card>
          <PolicyTable policies={data.items} />
        </Card>
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          <DueDatesProgress move={data.dueDates} />
          <Section title="Which one counts">
            <Typography variant="body2" sx={{ mb: 1 }}>
              The narrowest policy that fits a credential counts, in this order:
            </Typography>
            <Box component="ol" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.5 }}>
              {order.map((rule) => (
                <Typography component="li" variant="body2" key={rule}>
                  {rule}
                </Typography>
              ))}
            </Box>
            <Typography variant="body2" sx={{ mt: 1.5, color: 'text.secondary' }}>
              A policy that asks for no rotation counts too: it ends the search.
              {sets && ` You set policies for ${me?.tenant?.name ?? 'the whole platform'}.`}
            </Typography>
          </Section>
        </Box>
      </Box>
    </>
  );
}
