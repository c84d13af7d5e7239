import type { AttemptTest, AttemptView, ConnectionView } from '@drawbridge/catalog';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { credentialValues } from '../../fields/CredentialInputs.tsx';
import { api } from '../../providers/api.ts';
import { ProblemError, type FieldErrors } from '../../providers/problemError.ts';
import { queryClient } from '../../providers/queryClient.ts';

export type Purpose = 'rotate' | 'reauthorize';

const done: Record<Purpose, string> = {
  rotate: 'The new credential has passed its test and is in use.',
  reauthorize: 'Reauthorized. The connection is active again.',
};

/** One try to put a new credential into a connection: rotating answers with its test, reauthorizing with an attempt. */
export function useCredentialAttempt(connection: ConnectionView, purpose: Purpose, onPassed: () => void) {
  const [running, setRunning] = useState(false);
  const [result, setResult] = useState<AttemptTest | null>(null);
  const [error, setError] = useState<unknown>(null);
  const notify = useNotify();

  const guarded = async (step: () => Promise<AttemptTest>): Promise<FieldErrors | undefined> => {
    setRunning(true);
    setResult(null);
    setError(null);
    try {
      const found = await step();
      if (found.state === 'succeeded') {
        notify(done[purpose], { type: 'success' });
        void queryClient.invalidateQueries();
        onPassed();
      } else setResult(found);
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
      const path = `/connections/${connection.id}/${purpose}`;
      if (purpose === 'rotate') return api.post<AttemptTest>(path, body);
      return test((await api.post<AttemptView>(path, body)).attemptId);
    });

  const pending = result?.state === 'pending' ? result.attemptId : null;
  return {
    running,
    result: running ? null : result,
    error,
    submit,
    retry: pending === null ? undefined : () => void guarded(() => test(pending)),
    otherAccount:
      result?.error?.code === 'different_account' ||
      (error instanceof ProblemError && error.problem.code === 'different_account'),
  };
}
