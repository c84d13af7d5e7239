import { Alert, Box, Link as TextLink, Typography } from '@mui/material';
import { count } from '../../fields/states.ts';
import type { Place } from './placeOfPointer.ts';
import type { Fault } from './useJsonEditor.ts';

interface FaultListProps {
  text: string;
  faults: readonly Fault[];
  /** Null: not known yet. */
  valid: boolean | null;
  goTo: (place: Place) => void;
}

/** What is wrong, each with a way to its line; as high whatever it holds, so that nothing below it jumps. */
export function FaultList({ text, faults, valid, goTo }: FaultListProps) {
  return (
    <Box sx={{ height: 168, display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', gap: 1 }}>
      <Box role="status">
        {valid === null && (
          <Alert severity="info" icon={false}>
            Checking ...
          </Alert>
        )}
        {valid === true && <Alert severity="success">The definition is valid.</Alert>}
        {valid === false && <Alert severity="error">{count(faults.length, 'fault')} to mend</Alert>}
      </Box>
      {valid === false && (
        <Box
          component="ul"
          aria-label="Faults"
          tabIndex={0}
          sx={{ m: 0, pl: 2.5, overflowY: 'auto', overflowWrap: 'anywhere', borderRadius: 1 }}
        >
          {faults.map((fault, at) => (
            <Typography component="li" variant="body2" key={`${at} ${fault.message}`}>
              <TextLink component="button" type="button" onClick={() => goTo(fault)}>
                Line {lineAt(text, fault.from)}
              </TextLink>{' '}
              {fault.message}
            </Typography>
          ))}
        </Box>
      )}
    </Box>
  );
}

const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length;
