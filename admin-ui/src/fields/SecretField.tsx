import LockIcon from '@mui/icons-material/LockRounded';
import { Box } from '@mui/material';
import { RelativeTime } from './RelativeTime.tsx';

/** A secret that is set. It can be replaced, but nobody can read it here. */
export function SecretField({ setAt }: { setAt: string }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, color: 'text.secondary' }}>
      <LockIcon sx={{ fontSize: 16 }} aria-hidden="true" />
      <span>
        set <RelativeTime at={setAt} />
      </span>
    </Box>
  );
}
