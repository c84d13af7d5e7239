import { useCallback, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { ProblemError } from '../providers/problemError.ts';
import { session, useMe } from '../providers/session.ts';

/** Whether somebody is signed in. Sends everybody else to the sign-in page; tells when the server cannot say. */
export function useSignedIn() {
  const me = useMe();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [error, setError] = useState<unknown>(null);
  const ask = useCallback(() => {
    session.load().then(
      () => setError(null),
      (failure: unknown) => {
        if (failure instanceof ProblemError && failure.status !== 401) setError(failure);
        else void navigate('/login', { replace: true, state: { nextPathname: pathname, nextSearch: search } });
      },
    );
  }, [navigate, pathname, search]);
  useEffect(() => {
    if (!me) ask();
  }, [me, ask]);
  return { signedIn: me !== null, error, ask };
}
