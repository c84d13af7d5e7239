import type { Outcome, TestResult } from '@drawbridge/catalog';

/** One word for the three results: failed as soon as one failed, ok when nothing is open that the app could decide. */
export function overallOutcome(test: TestResult): Outcome {
  if (test.token === 'failed' || test.api === 'failed' || test.permissions === 'failed') return 'failed';
  return test.token === 'ok' && test.api === 'ok' ? 'ok' : 'undecided';
}
