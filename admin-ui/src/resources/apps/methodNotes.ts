import type { Method } from '../../fields/CredentialInputs.tsx';
import { count } from '../../fields/states.ts';

/** What a person should know about the life of such a credential. */
export function methodNotes(appName: string, method: Method): string[] {
  return [
    method.rotationDays === null
      ? undefined
      : `${appName} recommends a new credential every ${count(method.rotationDays, 'day')}. You are reminded before it is due.`,
    method.maxLifetimeDays === null
      ? undefined
      : `${appName} ends the credential after ${count(method.maxLifetimeDays, 'day')} at the latest, used or not.`,
    method.kind === 'oauth2_authorization_code'
      ? 'The access is renewed by itself. Nobody has to keep a password or a key.'
      : undefined,
    method.testable ? undefined : 'It cannot be tested here: the connection is kept as it was entered.',
  ].filter((note) => note !== undefined);
}
