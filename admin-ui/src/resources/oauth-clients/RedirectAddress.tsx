import { customAppScope } from '@drawbridge/catalog';
import { Alert, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../../fields/CopyButton.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { api } from '../../providers/api.ts';

/** Where the provider sends people back to: one address for the whole catalog, and one for each custom app. */
export function RedirectAddress({ appId }: { appId: string }) {
  const ofApp = customAppScope(appId) === undefined ? {} : { appId };
  const { data } = useQuery({
    queryKey: ['oauth-clients', 'redirect-uri', ofApp],
    queryFn: ({ signal }) => api.get<{ redirectUri: string }>('/oauth-clients', { limit: 1, ...ofApp }, signal),
    // Nothing jumps while the one of another app is asked for.
    placeholderData: (before) => before,
  });
  if (!data) return null;
  return (
    <Alert severity="info" icon={false}>
      <Typography variant="body2">Enter this redirect URI at the provider, character for character:</Typography>
      <Mono>{data.redirectUri}</Mono> <CopyButton text={data.redirectUri} what="redirect URI" />
    </Alert>
  );
}
