import type { CustomAppTrial } from '@drawbridge/catalog';
import { Alert, Box, Typography } from '@mui/material';
import { CallResult } from '../../fields/CallResult.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { TestReport } from '../../fields/TestReport.tsx';

/** The three results, whose account it is, and what went out for it. */
export function TrialResult({ trial }: { trial: CustomAppTrial }) {
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {trial.untestable ? (
        <Alert severity="info">{trial.untestable}</Alert>
      ) : (
        <TestReport test={trial.test} error={trial.error} />
      )}
      {trial.externalAccount && (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          Account: <strong>{trial.externalAccount.label ?? trial.externalAccount.id}</strong>
        </Typography>
      )}
      {trial.calls.length > 0 && (
        <Box>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            What was asked
          </Typography>
          <Box component="ul" aria-label="What was asked" sx={{ m: 0, pl: 2.5, overflowWrap: 'anywhere' }}>
            {trial.calls.map((call, at) => (
              <Typography component="li" variant="body2" key={at}>
                <Mono>{call.request}</Mono>: <CallResult call={call} />, {call.durationMs} ms
              </Typography>
            ))}
          </Box>
          {trial.calls.some(({ request }) => request.includes('{')) && (
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              Words in braces stand for what was typed.
            </Typography>
          )}
        </Box>
      )}
    </Box>
  );
}
