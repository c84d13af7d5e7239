import { requiredScopes, type AttemptTest, type AttemptView, type MethodDefinition } from '@drawbridge/catalog';
import type { Attempt } from './attempt.entity.ts';

export const attemptView = (attempt: Attempt, authorizationUrl?: string): AttemptView => ({
  attemptId: attempt.id,
  kind: attempt.kind,
  state: attempt.state,
  appId: attempt.appId,
  authMethod: attempt.methodKey,
  connectionId: attempt.connectionId ?? null,
  ...(authorizationUrl !== undefined && { authorizationUrl }),
  expiresAt: attempt.expiresAt.toISOString(),
});

/** What the test of the attempt found, as far as it has come. */
export const attemptTestView = (attempt: Attempt, method: MethodDefinition): AttemptTest => ({
  attemptId: attempt.id,
  state: attempt.state,
  ...(attempt.connectionId && { connectionId: attempt.connectionId }),
  ...(attempt.externalAccountId && {
    externalAccount: { id: attempt.externalAccountId, label: attempt.externalAccountLabel ?? null },
  }),
  ...(attempt.updatedExisting && { updatedExisting: true }),
  ...(attempt.state === 'pending' &&
    attempt.choices && { question: attempt.choices.question, choices: [...attempt.choices.items] }),
  ...(attempt.test && attempt.grantedScopes.length > 0 && { scopes: scopesOf(attempt, method) }),
  test: attempt.test ?? { token: 'undecided', api: 'undecided', permissions: 'undecided' },
  ...(attempt.error && { error: attempt.error }),
});

const scopesOf = ({ previousScopes, grantedScopes, refreshable }: Attempt, method: MethodDefinition) => ({
  before: previousScopes ?? null,
  granted: grantedScopes,
  required: requiredScopes(method, { granted: grantedScopes, renews: refreshable }),
});
