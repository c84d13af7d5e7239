import type { CreatedApiKey } from '@drawbridge/catalog';
import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useId } from 'react';
import { CopyButton } from '../../fields/CopyButton.tsx';
import { Mono } from '../../fields/Mono.tsx';

/** The only time the key is shown; it closes by its button only. */
export function NewApiKeyDialog({ created, onClose }: { created: CreatedApiKey; onClose: () => void }) {
  const heading = useId();
  return (
    <Dialog open aria-labelledby={heading} maxWidth="sm" fullWidth>
      <DialogTitle id={heading} variant="h2">
        Your new API key: {created.name}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Alert severity="warning">Copy it now and keep it in a safe place. It cannot be shown again.</Alert>
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            p: 1.5,
            border: 1,
            borderColor: 'divider',
            borderRadius: 2,
            backgroundColor: 'background.default',
          }}
        >
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Mono>{created.key}</Mono>
          </Box>
          <CopyButton text={created.key} what="the key" />
        </Box>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Send it as <Mono>Authorization: Bearer …</Mono> with <Mono>POST /api/v1/credentials/resolve</Mono>.
        </Typography>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" onClick={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
