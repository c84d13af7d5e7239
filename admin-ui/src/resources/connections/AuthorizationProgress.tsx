import type { AttemptTest } from '@drawbridge/catalog';
import { Alert, AlertTitle, Box, Button, LinearProgress, Typography } from '@mui/material';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { TestReport } from '../../fields/TestReport.tsx';
import { SiteChoice } from './SiteChoice.tsx';
import type { Authorization } from './useAuthorization.ts';

/** How far the authorization is, and always a way on: the window again, or this tab. */
export function AuthorizationProgress({
  authorization,
  onAgain,
  onTested,
}: {
  authorization: Authorization;
  onAgain: () => void;
  onTested: (result: AttemptTest) => void;
}) {
  const result = authorization.at === 'tested' ? authorization.result : null;
  if (result?.state === 'pending' && result.choices)
    return (
      <Box sx={{ mt: 3 }}>
        <SiteChoice key={result.question} attempt={result} onTested={onTested} />
      </Box>
    );
  return (
    <Box role="status" sx={{ mt: authorization.at === 'idle' ? 0 : 3 }}>
      {authorization.at === 'waiting' && (
        <Alert severity={authorization.window === 'open' ? 'info' : 'warning'} icon={false}>
          <AlertTitle>Authorization in Progress...</AlertTitle>
          <Typography variant="body2">{words[authorization.window]}</Typography>
          {authorization.window === 'open' && <LinearProgress aria-label="Waiting for the provider" sx={{ mt: 1 }} />}
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
            <Button size="small" variant="outlined" onClick={onAgain}>
              Open the window again
            </Button>
            <Button size="small" component="a" href={authorization.url}>
              Continue in this tab
            </Button>
          </Box>
        </Alert>
      )}
      {result && result.state !== 'succeeded' && <TestReport test={result.test} error={result.error} />}
      {authorization.at === 'refused' && <ErrorNote error={authorization.error} />}
    </Box>
  );
}

const words = {
  open: 'Go on in the window of the provider. This page notices when you are done.',
  closed: 'The window was closed, or the provider keeps it to itself. If you are not done there, open it again.',
  blocked: 'Please allow popups for this site to complete OAuth authentication.',
};
