import type { Me } from '@drawbridge/catalog';
import { useSyncExternalStore } from 'react';
import { api, whenSignedOut } from './api.ts';

/** Only says that somebody signed in here before; it spares a visitor a request that is bound to be refused. */
const hint = 'drawbridge.signed-in';

let me: Me | null = null;
let loading: Promise<Me> | null = null;
let ended = false;
const listeners = new Set<() => void>();

function set(next: Me | null): void {
  me = next;
  if (next) localStorage.setItem(hint, '1');
  else localStorage.removeItem(hint);
  for (const listener of listeners) listener();
}

whenSignedOut(() => {
  ended ||= me !== null;
  set(null);
});

/** Who is signed in, as the server says; the cookie itself is out of reach of scripts. */
export const session = {
  current: () => me,
  /** Whether the server ended the session while the console was in use. */
  hasEnded: () => ended,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  load(): Promise<Me> {
    if (me) return Promise.resolve(me);
    if (localStorage.getItem(hint) === null) return Promise.reject(new Error('Not signed in'));
    loading ??= api
      .get<Me>('/me')
      .then((found) => (set(found), found))
      .finally(() => (loading = null));
    return loading;
  },
  async signIn(email: string, password: string): Promise<void> {
    set(await api.post<Me>('/session', { email, password }));
    ended = false;
  },
  async switchTo(membershipId: string): Promise<void> {
    set(await api.patch<Me>('/session', { membershipId }));
  },
  async signOut(): Promise<void> {
    if (me) await api.remove('/session').catch(() => undefined);
    set(null);
  },
};

export const useMe = () => useSyncExternalStore(session.subscribe, session.current);
