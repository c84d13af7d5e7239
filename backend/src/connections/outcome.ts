import { testErrors, type Outcome, type TestErrorCode, type TestResult } from '@drawbridge/catalog';
import type { ProbeResult } from '../probes/index.ts';
import type { Health } from './connection.entity.ts';

/** One word for the three results: failed as soon as one failed, ok when nothing is open that the app could decide. */
export function overallOutcome(test: TestResult): Outcome {
  if (test.token === 'failed' || test.api === 'failed' || test.permissions === 'failed') return 'failed';
  return test.token === 'ok' && test.api === 'ok' ? 'ok' : 'undecided';
}

/** What is kept of a test beside the state. */
export const healthOf = (result: ProbeResult, checkedAt: string): Health => ({
  outcome: overallOutcome(result.test),
  test: result.test,
  errorCode: result.error?.code ?? null,
  checkedAt,
});

/** An error of ours in the shape of a test's. */
export const testError = (code: TestErrorCode, message: string) => ({
  code,
  title: testErrors[code][0],
  message,
  advice: testErrors[code][1],
});
