import type { AttemptTest, TestError } from '@drawbridge/catalog';
import { testError } from '../connections/index.ts';

/** What the page says that the person comes back to. */
export interface Returned {
  attemptId: string | null;
  ok: boolean;
  title: string;
  message: string;
  /** Where the console goes on, for a person without a popup. */
  onward: { to: string; label: string };
}

const toConnections = { to: '/connections', label: 'Back to the connections' };
/** Nothing here waits for this. */
export const unknownReturn: Returned = {
  attemptId: null,
  ok: false,
  title: 'Authorization rejected',
  message: 'This authorization is not known here, was used before, or belongs to another session. Start again.',
  onward: toConnections,
};

/** What was refused, by the provider or here. */
export const refused = (attemptId: string, { title, message, advice }: TestError): Returned => ({
  attemptId,
  ok: false,
  title,
  message: `${message} ${advice}`,
  onward: toConnections,
});

/** What the test of granted tokens came to, for the person who comes back. */
export function returned(tested: AttemptTest, appName: string): Returned {
  const { attemptId, connectionId, state } = tested;
  if (state === 'succeeded')
    return {
      attemptId,
      ok: true,
      title: 'Connected',
      message: `Your ${appName} account is connected.`,
      onward: connectionId ? { to: `/connections/${connectionId}/show`, label: 'Show the connection' } : toConnections,
    };
  if (tested.choices)
    return {
      attemptId,
      ok: true,
      title: 'One question is left',
      message: `${appName} granted access to several. ${tested.question ?? ''} Choose in Drawbridge.`,
      onward: { to: `/connections/create?attempt=${attemptId}`, label: 'Choose' },
    };
  return refused(attemptId, tested.error ?? testError('unexpected_reply', 'The test could not be finished.'));
}
