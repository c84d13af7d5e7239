import { oauthChannel, type AttemptTest, type AttemptView } from '@drawbridge/catalog';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { api } from '../../providers/api.ts';
import { ProblemError, type FieldErrors } from '../../providers/problemError.ts';

export type Authorization =
  | { at: 'idle' }
  | { at: 'starting' }
  /** `window`: what is known of the provider's; one that cuts itself off from its opener looks closed, too. */
  | { at: 'waiting'; attemptId: string; url: string; window: 'open' | 'closed' | 'blocked' }
  | { at: 'tested'; result: AttemptTest }
  | { at: 'refused'; error: unknown };

const pollMs = 2000;
const watchMs = 500;
const popupFeatures = 'popup,width=640,height=780';

/** Opens the provider's window; null where the browser does not allow it. */
const openWindow = (url = ''): Window | null => window.open(url, oauthChannel, popupFeatures);

/**
 * Sends the person to the provider and waits for them to come back: the callback page says so on a channel, and asking
 * now and then covers a window that was closed or a tab of its own.
 */
export function useAuthorization(onConnected: (result: AttemptTest) => void) {
  const [authorization, setAuthorization] = useState<Authorization>({ at: 'idle' });
  const popup = useRef<Window | null>(null);
  const connected = useEffectEvent(onConnected);
  const waitingFor = authorization.at === 'waiting' ? authorization.attemptId : null;

  useEffect(() => {
    if (waitingFor === null) return undefined;
    // Two answers may be under way, and the person may have gone elsewhere: only the first one that decides counts.
    let isOver = false;
    const ask = async () => {
      try {
        const result = await api.get<AttemptTest>(`/connections/${waitingFor}/test`);
        if (isOver || (result.state === 'pending' && !result.error && !result.choices)) return;
        isOver = true;
        setAuthorization({ at: 'tested', result });
        if (result.state === 'succeeded') connected(result);
      } catch (error) {
        if (isOver || isPassing(error)) return;
        isOver = true;
        setAuthorization({ at: 'refused', error });
      }
    };
    const channel = new BroadcastChannel(oauthChannel);
    channel.onmessage = () => {
      // It closes itself now, which is nobody's change of mind.
      popup.current = null;
      void ask();
    };
    const timer = setInterval(() => void ask(), pollMs);
    const watch = setInterval(() => {
      if (popup.current?.closed === true) setAuthorization(withClosedWindow);
    }, watchMs);
    return () => {
      isOver = true;
      channel.close();
      clearInterval(timer);
      clearInterval(watch);
    };
  }, [waitingFor]);

  /** To be called in the click itself: later the browser would block the window. */
  const begin = async (start: () => Promise<AttemptView>): Promise<FieldErrors | undefined> => {
    popup.current = openWindow();
    setAuthorization({ at: 'starting' });
    try {
      const { attemptId, authorizationUrl: url } = await start();
      if (url === undefined) throw new Error('The provider has no page to authorize at.');
      if (popup.current) popup.current.location.href = url;
      setAuthorization({ at: 'waiting', attemptId, url, window: popup.current ? 'open' : 'blocked' });
    } catch (error) {
      popup.current?.close();
      setAuthorization({ at: 'refused', error });
      if (error instanceof ProblemError) return error.body.errors;
    }
    return undefined;
  };
  const again = () => {
    if (authorization.at !== 'waiting') return;
    popup.current = openWindow(authorization.url);
    setAuthorization({ ...authorization, window: popup.current ? 'open' : 'blocked' });
  };
  /** Goes on with the result of a choice that the person made. */
  const tested = (result: AttemptTest) => {
    setAuthorization({ at: 'tested', result });
    if (result.state === 'succeeded') onConnected(result);
  };
  return { authorization, begin, again, tested };
}

const withClosedWindow = (now: Authorization): Authorization =>
  now.at === 'waiting' && now.window === 'open' ? { ...now, window: 'closed' } : now;

/** No answer, or one that says later: the person may be done at the provider all the same, so it is asked again. */
const isPassing = (error: unknown): boolean =>
  error instanceof ProblemError && (error.status === 0 || error.status === 429 || error.status >= 500);
