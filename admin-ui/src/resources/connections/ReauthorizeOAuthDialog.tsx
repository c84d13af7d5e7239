import type { AttemptTest, AttemptView, ConnectionView } from '@drawbridge/catalog';
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Switch,
  Typography,
} from '@mui/material';
import { useCallback, useId, useState } from 'react';
import { useNotify } from 'react-admin';
import { accountText } from '../../fields/Identity.tsx';
import { api } from '../../providers/api.ts';
import { queryClient } from '../../providers/queryClient.ts';
import { AuthorizationProgress } from './AuthorizationProgress.tsx';
import { ScopeList } from './ScopeList.tsx';
import { useAuthorization } from './useAuthorization.ts';

/** Sends the person to the provider once more; the connection keeps its id. */
export function ReauthorizeOAuthDialog({ connection, onClose }: { connection: ConnectionView; onClose: () => void }) {
  const heading = useId();
  const notify = useNotify();
  const [otherAccount, setOtherAccount] = useState(false);
  const done = useCallback(
    ({ scopes }: AttemptTest) => {
      notify(`Reauthorized. The connection is active again.${scopeChange(scopes)}`, { type: 'success' });
      void queryClient.invalidateQueries();
      onClose();
    },
    [notify, onClose],
  );
  const { authorization, begin, again, tested } = useAuthorization(done);
  const busy = authorization.at === 'starting' || authorization.at === 'waiting';
  const differs = authorization.at === 'tested' && authorization.result.error?.code === 'different_account';
  const changed = authorization.at === 'tested' ? authorization.result.scopes : undefined;
  const start = () =>
    void begin(() =>
      api.post<AttemptView>(`/connections/${connection.id}/reauthorize`, {
        confirmAccountChange: otherAccount,
        version: connection.version,
      }),
    );
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={heading} maxWidth="sm" fullWidth>
      <DialogTitle id={heading} variant="h2" sx={{ pt: 2.5 }}>
        Reauthorize {connection.name}
      </DialogTitle>
      <DialogContent sx={{ pt: 0 }}>
        <Typography variant="body2">
          You'll be redirected to {connection.appName} to authorize access to your account. It has to be{' '}
          <strong>{accountText(connection.externalAccount)}</strong>. The id stays the same, so workflows need no
          change.
        </Typography>
        {differs && (
          <FormControlLabel
            control={<Switch checked={otherAccount} onChange={(_event, checked) => setOtherAccount(checked)} />}
            label="I want this connection to belong to the other account from now on."
          />
        )}
        {changed && (
          <Box sx={{ mt: 2 }}>
            <Typography variant="body2" sx={{ fontWeight: 600, mb: 0.5 }}>
              Permissions
            </Typography>
            <ScopeList appName={connection.appName} {...changed} />
          </Box>
        )}
        <AuthorizationProgress authorization={authorization} onAgain={again} onTested={tested} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5, gap: 1 }}>
        <Button onClick={onClose} color="inherit">
          Cancel
        </Button>
        <Button variant="contained" disabled={busy} onClick={start}>
          {busy ? 'Connecting...' : 'Reauthorize'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** What was granted more or less than before, in one sentence each; nothing when it is the same. */
function scopeChange(scopes: AttemptTest['scopes']): string {
  if (!scopes?.before) return '';
  const { before, granted } = scopes;
  const more = granted.filter((name) => !before.includes(name));
  const less = before.filter((name) => !granted.includes(name));
  const said = (words: string, names: string[]) => (names.length > 0 ? ` ${words}: ${names.join(', ')}.` : '');
  return `${said('Newly granted', more)}${said('No longer granted', less)}`;
}
