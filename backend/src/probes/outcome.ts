import {
  TemplateError,
  testErrors,
  type Outcome,
  type TestError,
  type TestErrorCode,
  type TestResult,
  type Verdict,
} from '@drawbridge/catalog';
import { EgressError, type EgressFailure } from '../platform/egress/index.ts';

/** The credential cannot even be sent: a key that is none, an address that cannot be read. The meaning names no value. */
export class UnusableCredential extends Error {
  override readonly name = 'UnusableCredential';

  constructor(readonly meaning: string) {
    super(meaning);
  }
}

/** A judged step of a test. */
export interface Finding {
  readonly test: TestResult;
  readonly error?: TestError;
}

/** What happened, where the definition has no words of its own for it. */
const messages: Partial<Record<TestErrorCode, string>> = {
  invalid_auth: '{app} did not accept the credential.',
  missing_scope: '{app} accepts the credential, but it may not do what is needed.',
  not_found: '{app} does not know what was asked for.',
  rate_limited: '{app} has had too many calls for now.',
  provider_error: '{app} reported an error of its own.',
  unreachable: '{app} could not be reached.',
  host_not_allowed: 'The address of {app} may not be called from here.',
  tls_failed: 'No secure connection to {app} could be made.',
  timeout: '{app} did not answer in time.',
  unexpected_reply: '{app} answered in a way that is not understood.',
};

/** Only `token: failed` says something about the credential; the network never decides that. */
const byFailure: Record<EgressFailure, readonly [TestErrorCode, api: Outcome]> = {
  dns: ['unreachable', 'undecided'],
  connect: ['unreachable', 'undecided'],
  timeout: ['timeout', 'undecided'],
  tls: ['tls_failed', 'failed'],
  blocked: ['host_not_allowed', 'failed'],
  too_large: ['unexpected_reply', 'undecided'],
  redirect: ['unexpected_reply', 'undecided'],
  http: ['unexpected_reply', 'undecided'],
};

export const results = (token: Outcome, api: Outcome, permissions: Outcome): TestResult => ({
  token,
  api,
  permissions,
});

/** The error of this code in words that come from us or from the definition, never from the provider. */
export function testErrorOf(code: TestErrorCode, appName: string, meaning?: string): TestError {
  const [title, advice] = testErrors[code];
  const message = meaning ?? (messages[code] ?? title).replace('{app}', () => appName);
  return { code, title, message, advice };
}

export function undecided(code: TestErrorCode, appName: string, meaning?: string): Finding {
  return { test: results('undecided', 'undecided', 'undecided'), error: testErrorOf(code, appName, meaning) };
}

/** The provider answered and refused the credential, or took it for nobody. */
export function refused(appName: string, meaning?: string): Finding {
  return { test: results('failed', 'ok', 'undecided'), error: testErrorOf('invalid_auth', appName, meaning) };
}

export function fromVerdict({ result, code, meaning }: Verdict, appName: string): Finding {
  return code === undefined ? { test: result } : { test: result, error: testErrorOf(code, appName, meaning) };
}

/** What an exception says. Reads its class only: messages of libraries may hold the credential. */
export function fromException(error: unknown, appName: string): Finding {
  if (error instanceof EgressError) {
    const [code, api] = byFailure[error.failure];
    return { test: results('undecided', api, 'undecided'), error: testErrorOf(code, appName) };
  }
  if (error instanceof UnusableCredential)
    return {
      test: results('failed', 'undecided', 'undecided'),
      error: testErrorOf('invalid_auth', appName, error.meaning),
    };
  if (error instanceof TemplateError) {
    const meaning = 'The address or the login could not be put together from the values given.';
    return { test: results('undecided', 'failed', 'undecided'), error: testErrorOf('not_found', appName, meaning) };
  }
  return undecided('unexpected_reply', appName);
}
