import { oauthChannel, type AttemptTest, type AttemptView } from '@drawbridge/catalog';
import { useCallback, useEffect, useState } from 'react';
import { api } from '../../providers/api.ts';
import { ProblemError, type FieldErrors } from '../../providers/problemError.ts';

export type Authorization =
  | { at: 'idle' }
  | { at: 'starting' }
  | { at: 'waiting'; attemptId: string; url: string; blocked: boolean }
  | { at: 'tested'; result: AttemptTest }
  | { at: 'refused'; error: unknown };

const pollMs = 2000;
const popupFeatures = 'popup,width=640,height=780';

/** Opens the provider's window; null where the browser does not allow it. */
const openWindow = (url = ''): Window | null => window.open(url, oauthChannel, popupFeatures);

/**
 * Sends the person to the provider and waits for them to come back: the callback page says so on a channel, and asking
 * now and then covers a window that was closed or a tab of its own.
 */
export function useAuthorization(onConnected: (result: AttemptTest) => void) {
  const [authorization, setAuthorization] = useState<Authorization>({ at: 'idle' });
  const waitingFor = authorization.at === 'waiting' ? authorization.attemptId : null;

  const tested = useCallback(
    (result: AttemptTest) => {
      setAuthorization({ at: 'tested', result });
      if (result.state === 'succeeded') onConnected(result);
    },
    [onConnected],
  );
  const ask = useCallback(
    async (attemptId: string) => {
      try {
        const result = await api.get<AttemptTest>(`/connections/${attemptId}/test`);
        if (result.state === 'pending' && !result.error && !result.choices) return;
        tested(result);
      } catch (error) {
        setAuthorization({ at: 'refused', error });
      }
    },
    [tested],
  );

  useEffect(() => {
    if (waitingFor === null) return undefined;
    const channel = new BroadcastChannel(oauthChannel);
    channel.onmessage = () => void ask(waitingFor);
    const timer = setInterval(() => void ask(waitingFor), pollMs);
    return () => {
      channel.close();
      clearInterval(timer);
    };
  }, [waitingFor, ask]);

  /** To be called in the click itself: later the browser would block the window. */
  const begin = async (start: () => Promise<AttemptView>): Promise<FieldErrors | undefined> => {
    const popup = openWindow();
    setAuthorization({ at: 'starting' });
    try {
      const { attemptId, authorizationUrl: url } = await start();
      if (url === undefined) throw new Error('The provider has no page to authorize at.');
      if (popup) popup.location.href = url;
      setAuthorization({ at: 'waiting', attemptId, url, blocked: popup === null });
    } catch (error) {
      popup?.close();
      setAuthorization({ at: 'refused', error });
      if (error instanceof ProblemError) return error.body.errors;
    }
    return undefined;
  };
  const again = () => {
    if (authorization.at !== 'waiting') return;
    setAuthorization({ ...authorization, blocked: openWindow(authorization.url) === null });
  };
  return { authorization, begin, again, tested };
}
