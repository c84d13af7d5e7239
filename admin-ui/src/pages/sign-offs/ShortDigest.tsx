import { Tooltip } from '@mui/material';
import { Mono } from '../../fields/Mono.tsx';

/** The first letters of a digest; the whole of it for the pointer and the screen reader. */
export const ShortDigest = ({ digest }: { digest: string }) => (
  <Tooltip title={<Mono>{digest}</Mono>} describeChild>
    <span style={{ whiteSpace: 'nowrap' }}>
      <Mono>{digest.slice(0, 12)}…</Mono>
    </span>
  </Tooltip>
);
