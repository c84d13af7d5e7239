import type { ConnectionView } from '@drawbridge/catalog';
import { Box, Tab, Tabs } from '@mui/material';
import { useState } from 'react';
import { ShowBase, useShowContext } from 'react-admin';
import { PageSkeleton } from '../../layout/PageSkeleton.tsx';
import { Readable } from '../../layout/Readable.tsx';
import { useMay } from '../../providers/ability.ts';
import { ConnectionAuthorization } from './ConnectionAuthorization.tsx';
import { ConnectionCredential } from './ConnectionCredential.tsx';
import { ConnectionDebug } from './ConnectionDebug.tsx';
import { ConnectionDetails } from './ConnectionDetails.tsx';
import { ConnectionEvents } from './ConnectionEvents.tsx';
import { ConnectionHealth } from './ConnectionHealth.tsx';
import { ConnectionHeader } from './ConnectionHeader.tsx';
import { ConnectionPublication } from './ConnectionPublication.tsx';
import { ConnectionUsages } from './ConnectionUsages.tsx';

export default function ConnectionShow() {
  return (
    <Readable>
      <ShowBase>
        <ConnectionPage />
      </ShowBase>
    </Readable>
  );
}

const pair = {
  display: 'grid',
  gap: 2.5,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
  alignItems: 'start',
};
const stack = { display: 'grid', gap: 2.5, minWidth: 0 };

function ConnectionPage() {
  const { record } = useShowContext<ConnectionView>();
  const [tab, setTab] = useState('overview');
  const may = useMay();
  if (!record) return <PageSkeleton />;
  return (
    <>
      <ConnectionHeader connection={record} />
      <Tabs
        value={tab}
        onChange={(_, next: string) => setTab(next)}
        aria-label="About this connection"
        sx={{ mb: 2.5, borderBottom: 1, borderColor: 'divider' }}
      >
        <Tab value="overview" label="Overview" />
        {may('read', 'Usage') && <Tab value="usages" label="Usages" />}
        {may('read', 'AuditEvent') && <Tab value="events" label="Audit" />}
      </Tabs>
      {tab === 'overview' && (
        <Box sx={pair}>
          <Box sx={stack}>
            <ConnectionHealth connection={record} />
            <ConnectionAuthorization connection={record} />
            <ConnectionCredential connection={record} />
            <ConnectionDebug connection={record} />
          </Box>
          <Box sx={stack}>
            <ConnectionPublication connection={record} />
            <ConnectionDetails connection={record} />
          </Box>
        </Box>
      )}
      {tab === 'usages' && <ConnectionUsages connection={record} />}
      {tab === 'events' && <ConnectionEvents connection={record} />}
    </>
  );
}
