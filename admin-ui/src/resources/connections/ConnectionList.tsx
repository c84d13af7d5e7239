import AddIcon from '@mui/icons-material/AddRounded';
import type { ConnectionView } from '@drawbridge/catalog';
import { Box, Button, Tooltip } from '@mui/material';
import { Link } from 'react-router-dom';
import { Identity } from '../../fields/Identity.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip, ToneChip } from '../../fields/StateChip.tsx';
import { DueField } from '../../fields/DueField.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { useMay } from '../../providers/ability.ts';
import { ConnectionFilters } from './ConnectionFilters.tsx';

export default function ConnectionList() {
  const mayCreate = useMay()('create', 'Connection');
  const connect = mayCreate && (
    <Button component={Link} to="/connections/create" variant="contained" startIcon={<AddIcon />}>
      Connect New Account
    </Button>
  );
  return (
    <ListPage<ConnectionView>
      title="Connections"
      lead="The accounts that your workflows work with, each tested before it was saved."
      actions={connect}
      filters={<ConnectionFilters />}
      columns={columns}
      to={(row) => `/connections/${row.id}/show`}
      empty={
        <EmptyState title="No connections yet" action={connect}>
          {mayCreate
            ? 'Choose an app, enter its credential, and it is tested right away. Your workflows can use it as soon as the test has passed.'
            : 'Connections that tenants make appear here.'}
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<ConnectionView>[] = [
  {
    label: 'Connection',
    render: (row) => (
      <Identity
        appId={row.appId}
        appName={row.appName}
        name={row.name}
        account={row.externalAccount}
        isDefault={row.isDefault}
        badge={row.firstUsedAt === null && row.state === 'active' && <ToneChip tone="info" word="pending first use" />}
      />
    ),
  },
  {
    label: 'State',
    render: (row) => (
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        <StateChip kind="connection" state={row.state} />
        {row.rest && row.state !== 'revoked' && (
          <Tooltip title={row.rest.message} describeChild>
            <Box component="span" tabIndex={0}>
              <ToneChip tone="error" word="resting" />
            </Box>
          </Tooltip>
        )}
        {row.state === 'active' && row.health?.outcome === 'failed' && (
          <Box component="span" sx={{ display: { lg: 'none' } }}>
            <StateChip kind="health" state="failed" />
          </Box>
        )}
      </Box>
    ),
  },
  {
    label: 'Health',
    from: 'lg',
    render: (row) =>
      row.state === 'revoked' ? '–' : <StateChip kind="health" state={row.health?.outcome ?? 'none'} />,
  },
  {
    label: 'Rotation due',
    from: 'md',
    render: (row) => (row.state === 'revoked' ? '–' : <DueField dueAt={row.rotation.dueAt} />),
  },
  { label: 'Last used', from: 'md', render: (row) => <RelativeTime at={row.lastUsedAt} /> },
  { label: 'Owner', from: 'lg', render: (row) => row.owner.name },
];
