import type { ConnectionView } from '@drawbridge/catalog';
import { Box, Link as TextLink, Skeleton, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { accountText } from '../../fields/Identity.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { Section } from '../../layout/Section.tsx';
import { api } from '../../providers/api.ts';

interface AccountPickerProps {
  appId: string;
  appName: string;
  title?: string;
}

/** The accounts of an app that are connected already. */
export function AccountPicker({ appId, appName, title = `Your ${appName} accounts` }: AccountPickerProps) {
  const [text, setText] = useState('');
  const { data } = useQuery({
    queryKey: ['connections', 'of-app', appId],
    queryFn: ({ signal }) => api.get<{ items: ConnectionView[] }>('/connections', { appId, limit: 100 }, signal),
  });
  const words = text.trim().toLowerCase();
  const open = data?.items.filter((connection) => connection.state !== 'revoked') ?? [];
  const found = open.filter(({ name, externalAccount }) =>
    `${name} ${accountText(externalAccount)}`.toLowerCase().includes(words),
  );
  return (
    <Section title={title}>
      {open.length > 0 && (
        <TextField
          type="search"
          placeholder="Search accounts..."
          value={text}
          onChange={(event) => setText(event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': 'Search accounts...' } }}
          sx={{ mt: 0 }}
        />
      )}
      {!data && <Skeleton height={44} />}
      {data && found.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          No accounts available
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {found.map((connection) => (
          <Box component="li" key={connection.id} sx={{ display: 'flex', alignItems: 'center', gap: 1, py: 1 }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <TextLink component={Link} to={`/connections/${connection.id}/show`} sx={{ fontWeight: 600 }}>
                {connection.name}
              </TextLink>
              <Typography
                variant="caption"
                sx={{ display: 'block', color: 'text.secondary', overflowWrap: 'anywhere' }}
              >
                {accountText(connection.externalAccount)}
              </Typography>
            </Box>
            <StateChip kind="connection" state={connection.state} />
          </Box>
        ))}
      </Box>
    </Section>
  );
}
