import type { SignOffComparison, SignOffView } from '@drawbridge/catalog';
import DownloadIcon from '@mui/icons-material/DownloadRounded';
import { Box, Button, MenuItem, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useListContext } from 'react-admin';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { fullTime } from '../../fields/RelativeTime.tsx';
import { api, apiUrl } from '../../providers/api.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { figureText } from './figureWords.ts';

/** One sign-off: its whole digest, its files, and what differs from another one. */
export function SignOffDetail({ signOff }: { signOff: SignOffView }) {
  const file = (format: string) => apiUrl(`/sign-offs/${signOff.id}/file`, { format });
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <Facts>
        <Fact label="Signed off">{`${fullTime(signOff.signedAt)} by ${signOff.signedBy.name}`}</Fact>
        <Fact label="Figures">{figureText(signOff.totals)}</Fact>
        <Fact label="SHA-256 of the JSON file (sha256sum prints the same)" wide>
          <Mono>{signOff.digest}</Mono>
        </Fact>
      </Facts>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {['JSON', 'CSV'].map((format) => (
          <Button
            key={format}
            component="a"
            href={file(format.toLowerCase())}
            download
            size="small"
            variant="outlined"
            startIcon={<DownloadIcon />}
          >
            Download {format}
          </Button>
        ))}
      </Box>
      <Comparison signOff={signOff} />
    </Box>
  );
}

function Comparison({ signOff }: { signOff: SignOffView }) {
  const { data: listed = [] } = useListContext<SignOffView>();
  const [against, setAgainst] = useState(signOff.previous?.id ?? '');
  const others = listed.filter(({ id }) => id !== signOff.id);
  const known = others.some(({ id }) => id === against);
  const { data, error, refetch } = useQuery({
    queryKey: ['sign-off-comparison', signOff.id, against],
    queryFn: ({ signal }) => api.get<SignOffComparison>(`/sign-offs/${signOff.id}/comparison`, { against }, signal),
    enabled: against !== '',
  });
  if (others.length === 0 && signOff.previous === null) return null;
  return (
    <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}>
      <TextField
        select
        size="small"
        label="Compare with"
        value={against}
        onChange={(event) => setAgainst(event.target.value)}
        sx={{ minWidth: '18rem', maxWidth: '100%' }}
      >
        {signOff.previous && !known && against !== '' && (
          <MenuItem value={against}>{`${fullTime(signOff.previous.signedAt)}, the one before`}</MenuItem>
        )}
        {others.map(({ id, signedAt, signedBy }) => (
          <MenuItem key={id} value={id}>
            {`${fullTime(signedAt)} by ${signedBy.name}${id === signOff.previous?.id ? ', the one before' : ''}`}
          </MenuItem>
        ))}
      </TextField>
      {error && <ErrorNote error={error} onReload={() => void refetch()} />}
      {data?.changes.length === 0 && <Typography variant="body2">No figure differs.</Typography>}
      {data && data.changes.length > 0 && <ChangeTable comparison={data} />}
    </Box>
  );
}
