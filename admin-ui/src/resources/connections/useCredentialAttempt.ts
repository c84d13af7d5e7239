import type { AttemptTest, AttemptView, ConnectionView, GlobalConnectionCheck } from '@drawbridge/catalog';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { credentialValues } from '../../fields/CredentialInputs.tsx';
import { api } from '../../providers/api.ts';
import { ProblemError, type FieldErrors } from '../../providers/problemError.ts';
import { queryClient } from '../../providers/queryClient.ts';

export type Purpose = 'rotate' | 'reauthorize' | 'rotate_copy';

/** What both a connection and its published copy tell of themselves. */
export type CredentialHolder = Pick<
  ConnectionView,
  'id' | 'name' | 'appId' | 'appName' | 'authMethod' | 'config' | 'externalAccount' | 'version'
>;

/** What a test of a credential says, wherever it was run. */
type Tested = Pick<AttemptTest, 'state' | 'test' | 'error' | 'question' | 'choices'> & { attemptId?: string };

const done: Record<Purpose, string> = {
  rotate: 'The new credential has passed its test and is in use.',
  reauthorize: 'Reauthorized. The connection is active again.',
  rotate_copy: 'The new credential has passed its test. Every tenant uses it from now on.',
};

/** One try to put a new credential into a connection: rotating answers with its test, reauthorizing with an attempt. */
export function useCredentialAttempt(connection: CredentialHolder, purpose: Purpose, onPassed: () => void) {
  const [running, setRunning] = useState(false);
  const [result, setResult] = useState<Tested | null>(null);
  const [error, setError] = useState<unknown>(null);
  const notify = useNotify();

  const tested = (found: Tested) => {
    if (found.state !== 'succeeded') return setResult(found);
    notify(done[purpose], { type: 'success' });
    void queryClient.invalidateQueries();
    onPassed();
  };
  const guarded = async (step: () => Promise<Tested>): Promise<FieldErrors | undefined> => {
    setRunning(true);
    setResult(null);
    setError(null);
    try {
      tested(await step());
    } catch (failure) {
      setError(failure);
      if (failure instanceof ProblemError) return failure.body.errors;
    } finally {
      setRunning(false);
    }
    return undefined;
  };
  const test = (attemptId: string) => api.get<AttemptTest>(`/connections/${attemptId}/test`);

  const submit = (values: Record<string, unknown>) =>
    guarded(async () => {
      const body = {
        fields: credentialValues(values.fields),
        confirmAccountChange: values.confirmAccountChange === true,
        version: connection.version,
      };
      if (purpose === 'rotate_copy') {
        const checked = await api.post<GlobalConnectionCheck>(`/global-connections/${connection.id}/rotate`, body);
        return { ...checked, state: checked.rotated ? ('succeeded' as const) : ('failed' as const) };
      }
      const path = `/connections/${connection.id}/${purpose}`;
      if (purpose === 'rotate') return api.post<AttemptTest>(path, body);
      return test((await api.post<AttemptView>(path, body)).attemptId);
    });

  const pending = result?.state === 'pending' ? result.attemptId : undefined;
  return {
    running,
    result: running ? null : result,
    error,
    submit,
    tested,
    retry: pending === undefined ? undefined : () => void guarded(() => test(pending)),
    otherAccount:
      result?.error?.code === 'different_account' ||
      (error instanceof ProblemError && error.problem.code === 'different_account'),
  };
}
