import type { ConnectionToReviewView, TenantView } from '@drawbridge/catalog';
import { Box, Card, MenuItem, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Identity } from '../../fields/Identity.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { EmbeddedList } from '../../layout/ListPage.tsx';
import { PageHeader } from '../../layout/PageHeader.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { api } from '../../providers/api.ts';
import { useMe } from '../../providers/session.ts';
import { KeepButton } from './KeepButton.tsx';

const lead =
  'Connections that are worth a look: still used, right default, clear name, right account? Open one to rename it, make it the default or revoke it, or keep it as it is.';

/** The periodic clean-up of a tenant's connections. */
export default function ConnectionReviewList() {
  const me = useMe();
  const [tenantId, setTenantId] = useState('');
  const ofPlatform = me?.tenant === null;
  return (
    <>
      <PageHeader title="Review" lead={lead} />
      {ofPlatform && <TenantChoice value={tenantId} onChange={setTenantId} />}
      <Card>
        {ofPlatform && tenantId === '' ? (
          <EmptyState title="Choose a tenant">A review is of the connections of one tenant.</EmptyState>
        ) : (
          <EmbeddedList<ConnectionToReviewView>
            key={tenantId}
            resource="connection-reviews"
            label="Review"
            filter={tenantId === '' ? {} : { tenantId }}
            columns={columns}
            to={(row) => `/connections/${row.id}/show`}
            empty={
              <EmptyState title="Nothing to review">
                Every connection is in use, has a clear name and works. What was kept comes back after 90 days if it is
                still worth a look.
              </EmptyState>
            }
          />
        )}
      </Card>
    </>
  );
}

function TenantChoice({ value, onChange }: { value: string; onChange: (tenantId: string) => void }) {
  const { data } = useQuery({
    queryKey: ['tenants', 'choices'],
    queryFn: ({ signal }) => api.get<{ items: TenantView[] }>('/tenants', { limit: 100 }, signal),
    staleTime: 60_000,
  });
  return (
    <TextField
      select
      size="small"
      label="Tenant"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      sx={{ mb: 2, maxWidth: '24rem' }}
    >
      {(data?.items ?? []).map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}

const columns: readonly Column<ConnectionToReviewView>[] = [
  {
    label: 'Connection',
    render: (row) => (
      <Identity
        appId={row.appId}
        appName={row.appName}
        name={row.name}
        account={row.externalAccount}
        isDefault={row.isDefault}
      />
    ),
  },
  { label: 'Why it is worth a look', render: (row) => <Reasons row={row} /> },
  { label: 'Owner', from: 'lg', render: (row) => row.owner.name },
  { label: 'Last used', from: 'md', render: (row) => <RelativeTime at={row.lastUsedAt} /> },
  {
    label: 'Decision',
    may: ['create', 'ConnectionReview'],
    align: 'right',
    render: (row) => <KeepButton connection={row} />,
  },
];

const Reasons = ({ row: { reasons, lastReview } }: { row: ConnectionToReviewView }) => (
  <Box>
    <Box
      component="ul"
      sx={{ m: 0, pl: reasons.length > 1 ? 2.25 : 0, listStyle: reasons.length > 1 ? 'disc' : 'none' }}
    >
      {reasons.map(({ code, message }) => (
        <li key={code}>{message}</li>
      ))}
    </Box>
    {lastReview && (
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        Kept <RelativeTime at={lastReview.at} /> by {lastReview.by.name}: {lastReview.note}
      </Typography>
    )}
  </Box>
);
