import { allowed, connectionMachine, type ConnectionView } from '@drawbridge/catalog';
import KeyIcon from '@mui/icons-material/KeyRounded';
import { Button } from '@mui/material';
import { useState } from 'react';
import { useMay } from '../../providers/ability.ts';
import { CredentialDialog } from './CredentialDialog.tsx';
import { ReauthorizeOAuthDialog } from './ReauthorizeOAuthDialog.tsx';

/** Offered when the provider no longer accepts the credential, and at any time for what was authorized there. */
export function ReauthorizeButton({ connection }: { connection: ConnectionView }) {
  const [open, setOpen] = useState(false);
  const may = useMay();
  const needed = connection.state === 'needs_reauth';
  const possible = allowed(connectionMachine, connection.state).includes('reauthorize');
  if (connection.rest || !possible || !(needed || connection.authKind === 'oauth2_authorization_code')) return null;
  if (!may('reauthorize', 'Connection', connection)) return null;
  return (
    <>
      <Button
        variant={needed ? 'contained' : 'outlined'}
        startIcon={<KeyIcon />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Reauthorize
      </Button>
      {open &&
        (connection.authKind === 'oauth2_authorization_code' ? (
          <ReauthorizeOAuthDialog connection={connection} onClose={() => setOpen(false)} />
        ) : (
          <CredentialDialog connection={connection} purpose="reauthorize" onClose={() => setOpen(false)} />
        ))}
    </>
  );
}
