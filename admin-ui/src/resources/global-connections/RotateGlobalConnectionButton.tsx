import { allowed, globalConnectionMachine, type GlobalConnectionView } from '@drawbridge/catalog';
import RotateIcon from '@mui/icons-material/AutorenewRounded';
import { Button } from '@mui/material';
import { useState } from 'react';
import { useMay } from '../../providers/ability.ts';
import { copyOfCustomApp } from '../../providers/useApps.ts';
import { CredentialDialog } from '../connections/CredentialDialog.tsx';

/** Replaces the credential of a published copy for every tenant, tested before it counts. */
export function RotateGlobalConnectionButton({ connection }: { connection: GlobalConnectionView }) {
  const [open, setOpen] = useState(false);
  const may = useMay();
  if (!allowed(globalConnectionMachine, connection.state).includes('rotate')) return null;
  // It follows the connection that it comes from.
  if (connection.token) return null;
  if (!may('rotate', 'GlobalConnection', connection)) return null;
  return (
    <>
      <Button variant="outlined" startIcon={<RotateIcon />} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Rotate credential
      </Button>
      {open && (
        <CredentialDialog
          connection={connection}
          copyId={copyOfCustomApp(connection)}
          purpose="rotate_copy"
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
