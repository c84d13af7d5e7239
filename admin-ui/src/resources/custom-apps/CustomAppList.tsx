import AddIcon from '@mui/icons-material/AddRounded';
import type { CustomAppView } from '@drawbridge/catalog';
import { Box, Button, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { ToneChip } from '../../fields/StateChip.tsx';
import { count } from '../../fields/states.ts';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { useMay } from '../../providers/ability.ts';

export default function CustomAppList() {
  const define = useMay()('create', 'CustomApp') && (
    <Button component={Link} to="/custom-apps/create" variant="contained" startIcon={<AddIcon />}>
      Define an app
    </Button>
  );
  return (
    <ListPage<CustomAppView>
      title="Custom apps"
      lead="Apps that the catalog does not have: described here, tested and governed like every other."
      actions={define}
      columns={columns}
      to={(row) => `/custom-apps/${row.id}/show`}
      empty={
        <EmptyState title="No custom apps yet" action={define}>
          Describe how to log in and what to ask for a test. You can try it out before anybody sees it.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<CustomAppView>[] = [
  {
    label: 'App',
    render: (app) => (
      <Box>
        <Box sx={{ fontWeight: 600 }}>{app.name}</Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          <Mono>{app.appId}</Mono>
        </Typography>
      </Box>
    ),
  },
  {
    label: 'State',
    render: (app) =>
      app.withdrawnAt ? (
        <ToneChip tone="neutral" word="Withdrawn" dot />
      ) : (
        <ToneChip tone="success" word="Offered" dot />
      ),
  },
  { label: 'Version', from: 'sm', render: (app) => app.offeredVersion },
  { label: 'For', from: 'md', render: (app) => (app.scope === 'platform' ? 'Every tenant' : 'One tenant') },
  { label: 'Connections', from: 'md', render: (app) => count(app.connectionCount, 'connection') },
  { label: 'Defined', from: 'lg', render: (app) => <RelativeTime at={app.createdAt} /> },
];
