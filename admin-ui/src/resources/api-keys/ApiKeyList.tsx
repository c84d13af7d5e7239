import type { ApiKeyView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { ToneChip } from '../../fields/StateChip.tsx';
import type { Tone } from '../../fields/states.ts';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { CreateApiKeyButton } from './CreateApiKeyButton.tsx';
import { RevokeApiKeyButton } from './RevokeApiKeyButton.tsx';

export default function ApiKeyList() {
  return (
    <ListPage<ApiKeyView>
      title="API keys"
      lead="With a key, your workflows fetch credentials and report what they use. A key can do nothing else."
      actions={<CreateApiKeyButton />}
      columns={columns}
      empty={
        <EmptyState title="No API keys yet" action={<CreateApiKeyButton />}>
          Create one for each place that runs workflows, so that you can revoke it on its own.
        </EmptyState>
      }
    />
  );
}

function stateOf(key: ApiKeyView): { word: string; tone: Tone } {
  if (key.revokedAt !== null) return { word: 'Revoked', tone: 'neutral' };
  if (key.expiresAt !== null && Date.parse(key.expiresAt) < Date.now()) return { word: 'Expired', tone: 'neutral' };
  return { word: 'Active', tone: 'success' };
}

const columns: readonly Column<ApiKeyView>[] = [
  {
    label: 'Key',
    render: (key) => (
      <Box>
        <Box sx={{ fontWeight: 600 }}>{key.name}</Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          <Mono>{key.hint}…</Mono>
        </Typography>
      </Box>
    ),
  },
  { label: 'State', render: (key) => <ToneChip {...stateOf(key)} dot /> },
  { label: 'Last used', from: 'sm', render: (key) => <RelativeTime at={key.lastUsedAt} /> },
  { label: 'Ends', from: 'md', render: (key) => <RelativeTime at={key.expiresAt} empty="does not end" /> },
  {
    label: 'Created',
    from: 'lg',
    render: (key) => (
      <>
        <RelativeTime at={key.createdAt} /> by {key.createdBy.name}
      </>
    ),
  },
  { label: 'Actions', may: ['revoke', 'ApiKey'], align: 'right', render: (key) => <RevokeApiKeyButton apiKey={key} /> },
];
