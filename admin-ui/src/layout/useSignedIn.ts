import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { ProblemError } from '../providers/problemError.ts';
import { session, useMe } from '../providers/session.ts';

/** Whether somebody is signed in; sends everybody else to the sign-in page. */
export function useSignedIn(): boolean {
  const me = useMe();
  const navigate = useNavigate();
  useEffect(() => {
    if (me) return;
    session.load().catch((error: unknown) => {
      if (error instanceof ProblemError && error.status !== 401) throw error;
      void navigate('/login', { replace: true });
    });
  }, [me, navigate]);
  return me !== null;
}
