import type { AuditVerification } from '@drawbridge/catalog';
import VerifyIcon from '@mui/icons-material/VerifiedUserOutlined';
import { Alert, AlertTitle, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useId, useState } from 'react';
import { Mono } from '../../fields/Mono.tsx';
import { count } from '../../fields/states.ts';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { useCommand } from '../../providers/useCommand.ts';

/** Walks the chain of digests and tells whether every row still stands as it was written. */
export function VerifyButton() {
  const may = useMay();
  const { run, running } = useCommand();
  const [found, setFound] = useState<AuditVerification | null>(null);
  const heading = useId();
  if (!may('verify', 'AuditEvent')) return null;
  const verify = async () => {
    const result = await run(() => api.get<AuditVerification>('/audit-events/verification'));
    if (result) setFound(result);
  };
  return (
    <>
      <Button variant="outlined" startIcon={<VerifyIcon />} disabled={running} onClick={() => void verify()}>
        {running ? 'Verifying ...' : 'Verify'}
      </Button>
      {found && (
        <Dialog open onClose={() => setFound(null)} aria-labelledby={heading} maxWidth="sm" fullWidth>
          <DialogTitle id={heading} variant="h2">
            Verification of the audit trail
          </DialogTitle>
          <DialogContent>
            <Alert severity={found.intact ? 'success' : 'error'}>
              <AlertTitle>{found.intact ? 'The chain is intact' : 'The chain is broken'}</AlertTitle>
              {found.intact
                ? `${count(found.checked, 'event')} checked: none was changed or removed.`
                : `At event ${found.firstBroken?.seq ?? '?'}: ${found.firstBroken?.why ?? ''}`}
              {found.head && (
                <div>
                  Newest: {found.head.seq}, <Mono>{found.head.hash}</Mono>
                </div>
              )}
            </Alert>
          </DialogContent>
          <DialogActions sx={{ px: 3, pb: 2 }}>
            <Button onClick={() => setFound(null)}>Close</Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
}
