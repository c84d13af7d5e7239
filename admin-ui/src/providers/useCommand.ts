import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useNotify } from 'react-admin';
import { problemOf } from './problemError.ts';

/** Runs one command, tells how it went, and has everything on screen read again. */
export function useCommand() {
  const [running, setRunning] = useState(false);
  const notify = useNotify();
  const client = useQueryClient();
  const run = useCallback(
    async <T>(command: () => Promise<T>, done?: string): Promise<T | undefined> => {
      setRunning(true);
      try {
        const result = await command();
        if (done) notify(done, { type: 'success' });
        return result;
      } catch (error) {
        // The sign-in page tells by itself that the session has ended.
        if (problemOf(error).status === 401) return undefined;
        notify(error instanceof Error ? error.message : problemOf(error).title, {
          type: 'error',
          multiLine: true,
          autoHideDuration: 10_000,
        });
        return undefined;
      } finally {
        setRunning(false);
        void client.invalidateQueries();
      }
    },
    [client, notify],
  );
  return { run, running };
}
