import type { OAuthClientView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { ToneChip } from '../../fields/StateChip.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { AddOAuthClientButton } from './AddOAuthClientButton.tsx';
import { OAuthClientActions } from './OAuthClientActions.tsx';
import { StoredCredential } from './StoredCredential.tsx';

export default function OAuthClientList() {
  return (
    <ListPage<OAuthClientView>
      title="OAuth clients"
      lead="An app is connected via OAuth 2.0 with a client that was registered there. A tenant's own comes before the platform's."
      actions={<AddOAuthClientButton />}
      columns={columns}
      empty={
        <EmptyState title="No OAuth clients yet" action={<AddOAuthClientButton />}>
          Register a client at the provider, then enter its id and secret here. Until then its apps cannot be connected
          via OAuth 2.0.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<OAuthClientView>[] = [
  {
    label: 'App',
    render: (client) => (
      <Box>
        <Box sx={{ fontWeight: 600 }}>{client.appName}</Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          <Mono>{client.clientId}</Mono>
        </Typography>
      </Box>
    ),
  },
  {
    label: 'Whose',
    render: (client) => (
      <ToneChip
        word={client.scope === 'platform' ? 'Platform' : 'Own'}
        tone={client.scope === 'platform' ? 'neutral' : 'info'}
      />
    ),
  },
  { label: 'Shows itself with', from: 'lg', render: (client) => <StoredCredential client={client} /> },
  { label: 'Connections', from: 'sm', render: (client) => client.connectionCount.toLocaleString('en') },
  { label: 'Changed', from: 'md', render: (client) => <RelativeTime at={client.updatedAt} /> },
  {
    label: 'Actions',
    may: ['update', 'OAuthClient'],
    align: 'right',
    render: (client) => <OAuthClientActions client={client} />,
  },
];
