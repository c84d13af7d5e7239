import type { TestError } from '@drawbridge/catalog';
import { testError } from '../connections/index.ts';
import type { TokenRefused } from './token-refused.ts';

/** What the person is told of a refusal, with the provider's own reason where it gave one. */
export function rejection({ kind, code, details }: TokenRefused, appName: string): TestError {
  const reason = details.description === undefined ? code : `${details.description} (${code})`;
  switch (kind) {
    case 'rate_limited':
      return testError('rate_limited', `${appName} has had too many calls for now.`);
    case 'unavailable':
      return testError(
        code === 'timeout' ? 'timeout' : 'provider_error',
        `${appName} did not answer as it should: ${reason}.`,
      );
    case 'client_refused':
      return testError(
        'authorization_rejected',
        `${appName} does not accept the OAuth client: ${reason}. Ask your administrator.`,
      );
    case 'unexpected':
      if (code === 'blocked')
        return testError('host_not_allowed', `An address of ${appName} may not be called from here.`);
      return testError('authorization_rejected', `${appName} answered in a way that is not accepted: ${reason}.`);
    case 'grant_gone':
    case 'refused':
      return testError('authorization_rejected', `${appName} says: ${reason}.`);
  }
}
