import { keepCallsHours, type ConnectionView } from '@drawbridge/catalog';
import { Alert, Box, Button, MenuItem, Skeleton, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { Section } from '../../layout/Section.tsx';
import { useMay } from '../../providers/ability.ts';
import { useCommand } from '../../providers/useCommand.ts';
import { ProviderCalls } from './ProviderCalls.tsx';
import { useDebug } from './useDebug.ts';

const lengths = [15, 30, 60];

/** The calls to the provider, while somebody looks for what is wrong. Shown to those who may switch it on. */
export function ConnectionDebug({ connection }: { connection: ConnectionView }) {
  const may = useMay();
  if (!may('debug', 'Connection', connection)) return null;
  return <DebugCard connection={connection} />;
}

function DebugCard({ connection }: { connection: ConnectionView }) {
  const { debug, error, start, stop, secondsLeft } = useDebug(connection.id);
  const { run, running } = useCommand();
  const [minutes, setMinutes] = useState(15);
  const on = Boolean(debug?.until) && secondsLeft > 0;
  const possible = connection.state !== 'revoked';
  return (
    <Section
      title="Debug mode"
      lead={on ? <TimeLeft seconds={secondsLeft} /> : 'Records the calls to the provider for a while.'}
      actions={
        on ? (
          <Button variant="outlined" disabled={running} onClick={() => void run(stop)}>
            Switch off
          </Button>
        ) : (
          possible && (
            <>
              <TextField
                select
                size="small"
                label="For"
                value={minutes}
                onChange={(event) => setMinutes(Number(event.target.value))}
                sx={{ minWidth: '7.5rem', m: 0 }}
              >
                {lengths.map((length) => (
                  <MenuItem key={length} value={length}>
                    {length} minutes
                  </MenuItem>
                ))}
              </TextField>
              <Button variant="outlined" disabled={running} onClick={() => void run(() => start(minutes))}>
                Switch on
              </Button>
            </>
          )
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {error ? <ErrorNote error={error} /> : !debug && <Skeleton variant="rounded" height={64} />}
        {debug && debug.calls.length > 0 && <ProviderCalls calls={debug.calls} />}
        {debug?.calls.length === 0 && (
          <Typography variant="body2">
            {on
              ? 'No call yet. Choose "Check now", or wait for the next renewal of the token.'
              : 'Nothing is recorded. Switch it on, then repeat what goes wrong.'}
          </Typography>
        )}
        <Alert severity="info" icon={false} sx={{ py: 0.25 }}>
          It records when, method, host and path, status, duration and the class of an error. It does not record
          headers, bodies, queries or secrets: values in an address are shown as placeholders. Records go after{' '}
          {keepCallsHours} hours.
        </Alert>
      </Box>
    </Section>
  );
}

/** Not announced each second: a screen reader finds it when it looks. */
function TimeLeft({ seconds }: { seconds: number }) {
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <span role="timer" aria-live="off" style={{ fontVariantNumeric: 'tabular-nums' }}>
      On for another {clock}. Switching it on and off is in the audit trail.
    </span>
  );
}
