import type { AppView, OAuthClientView } from '@drawbridge/catalog';
import { Box, Link as TextLink, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { Mono } from '../../fields/Mono.tsx';
import { ToneChip } from '../../fields/StateChip.tsx';
import { count } from '../../fields/states.ts';
import { Section } from '../../layout/Section.tsx';
import { api } from '../../providers/api.ts';
import { AddOAuthClientButton } from '../oauth-clients/AddOAuthClientButton.tsx';
import { Steps } from './AppMethod.tsx';

/** With which OAuth clients the app is connected, and how to register one. */
export function AppClients({ app }: { app: AppView }) {
  const methods = app.methods.filter(({ kind }) => kind === 'oauth2_authorization_code');
  const { data } = useQuery({
    queryKey: ['oauth-clients', 'of-app', app.id],
    queryFn: ({ signal }) => api.get<{ items: OAuthClientView[] }>('/oauth-clients', { appId: app.id }, signal),
    enabled: methods.length > 0,
  });
  if (methods.length === 0) return null;
  return (
    <Section title="OAuth client" lead="Accounts are connected via OAuth 2.0 with a client that is registered there.">
      <Box sx={{ display: 'grid', gap: 2 }}>
        {!data && <Skeleton height={44} />}
        {data?.items.map((client) => (
          <Client key={client.id} client={client} />
        ))}
        {data?.items.length === 0 && (
          <>
            <Typography variant="body2">There is none yet, so nobody can connect this way.</Typography>
            {methods.map((method) => (
              <Steps key={method.key} title={`How to register one at ${app.name}`} steps={method.clientGuidance} />
            ))}
          </>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
          {data?.items.length === 0 && <AddOAuthClientButton appId={app.id} />}
          <TextLink component={Link} to="/oauth-clients" variant="body2">
            All OAuth clients
          </TextLink>
        </Box>
      </Box>
    </Section>
  );
}

const Client = ({ client }: { client: OAuthClientView }) => (
  <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', justifyContent: 'space-between' }}>
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      <Mono>{client.clientId}</Mono>
      <Typography variant="caption" sx={{ display: 'block', color: 'text.secondary' }}>
        {count(client.connectionCount, 'connection')}, {storedWord(client)}
      </Typography>
    </Box>
    <ToneChip
      word={client.scope === 'platform' ? 'Platform' : 'Own'}
      tone={client.scope === 'platform' ? 'neutral' : 'info'}
    />
  </Box>
);

const storedWord = ({ hasSecret, signingKey }: OAuthClientView) =>
  signingKey ? 'private key in the vault' : hasSecret ? 'secret in the vault' : 'without a secret';
