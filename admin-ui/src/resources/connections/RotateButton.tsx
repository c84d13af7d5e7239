import { allowed, connectionMachine, type ConnectionView } from '@drawbridge/catalog';
import RotateIcon from '@mui/icons-material/AutorenewRounded';
import { Button } from '@mui/material';
import { useState } from 'react';
import { useMay } from '../../providers/ability.ts';
import { CredentialDialog } from './CredentialDialog.tsx';

/** Replaces the credential without downtime; what is authorized at the provider is reauthorized instead. */
export function RotateButton({ connection }: { connection: ConnectionView }) {
  const [open, setOpen] = useState(false);
  const may = useMay();
  const possible =
    connection.authKind !== 'oauth2_authorization_code' &&
    allowed(connectionMachine, connection.state).includes('rotate');
  if (!possible || connection.state !== 'active' || !may('rotate', 'Connection', connection)) return null;
  return (
    <>
      <Button variant="outlined" startIcon={<RotateIcon />} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Rotate credential
      </Button>
      {open && <CredentialDialog connection={connection} purpose="rotate" onClose={() => setOpen(false)} />}
    </>
  );
}
