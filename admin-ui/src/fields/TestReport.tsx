import type { Outcome, TestError, TestResult } from '@drawbridge/catalog';
import { Alert, AlertTitle, Box, Button } from '@mui/material';
import { TestResults } from './TestResults.tsx';

interface TestReportProps {
  test: TestResult | null;
  error?: TestError | undefined;
  onRetry?: (() => void) | undefined;
}

/** What a test found, why it did not pass, and what to do; with a way to ask again while it is undecided. */
export function TestReport({ test, error, onRetry }: TestReportProps) {
  const undecided =
    test !== null && Object.values(test).includes('undecided') && !Object.values(test).includes('failed');
  // Refused before there was a credential to test: three times "undecided" would only hide why.
  const neverRan = error?.code === 'authorization_rejected' && test !== null && isAll(test, 'undecided');
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {!neverRan && <TestResults test={test} />}
      {error && (
        <Alert
          severity={undecided && !neverRan ? 'warning' : 'error'}
          action={
            onRetry && (
              <Button color="inherit" size="small" onClick={onRetry}>
                Test again
              </Button>
            )
          }
        >
          <AlertTitle sx={{ mb: 0.25 }}>{error.title}</AlertTitle>
          <div>{error.message}</div>
          {error.advice !== error.message && <Box sx={{ mt: 0.5, fontWeight: 600 }}>{error.advice}</Box>}
        </Alert>
      )}
      {!error && onRetry && <Button onClick={onRetry}>Test again</Button>}
    </Box>
  );
}

const isAll = (test: TestResult, outcome: Outcome): boolean => Object.values(test).every((one) => one === outcome);
