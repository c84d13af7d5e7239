import FailedIcon from '@mui/icons-material/CancelRounded';
import PassedIcon from '@mui/icons-material/CheckCircleRounded';
import UndecidedIcon from '@mui/icons-material/HelpRounded';
import type { Outcome, TestResult } from '@drawbridge/catalog';
import { Box, CircularProgress, Typography } from '@mui/material';
import { stateWord } from './states.ts';

const questions: readonly [keyof TestResult, string, string][] = [
  ['token', 'Token validity', 'Is the credential valid?'],
  ['api', 'API accessibility', 'Does the API answer?'],
  ['permissions', 'Required permissions', 'Does the credential have what is required?'],
];

/** The three results of a test, each on its own; null while it runs. */
export function TestResults({ test }: { test: TestResult | null }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }} aria-busy={test === null}>
      {questions.map(([key, label, question]) => (
        <Box component="li" key={key} sx={{ display: 'flex', alignItems: 'center', gap: 1.25 }}>
          {test ? <OutcomeIcon outcome={test[key]} /> : <CircularProgress size={20} aria-label="Testing" />}
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {label}
            </Typography>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {question}
            </Typography>
          </Box>
          {test && (
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {stateWord('outcome', test[key])[0]}
            </Typography>
          )}
        </Box>
      ))}
    </Box>
  );
}

function OutcomeIcon({ outcome }: { outcome: Outcome }) {
  if (outcome === 'ok') return <PassedIcon color="success" aria-hidden="true" />;
  if (outcome === 'failed') return <FailedIcon color="error" aria-hidden="true" />;
  return <UndecidedIcon color="warning" aria-hidden="true" />;
}
