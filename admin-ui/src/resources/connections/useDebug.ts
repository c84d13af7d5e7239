import type { DebugView } from '@drawbridge/catalog';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../providers/api.ts';
import { queryClient } from '../../providers/queryClient.ts';

const whileOnMs = 3_000;
const whileOffMs = 30_000;

/** The debug mode of a connection, asked for again and again while it is on. */
export function useDebug(connectionId: string) {
  const queryKey = ['connections', connectionId, 'debug'];
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<DebugView>(`/connections/${connectionId}/debug`, undefined, signal),
    refetchInterval: (query) => (query.state.data?.until ? whileOnMs : whileOffMs),
  });
  const set = (view: DebugView | undefined) => {
    if (view) queryClient.setQueryData(queryKey, view);
  };
  return {
    debug: data,
    error,
    start: async (minutes: number) => set(await api.post<DebugView>(`/connections/${connectionId}/debug`, { minutes })),
    stop: async () => set(await api.post<DebugView>(`/connections/${connectionId}/debug/stop`)),
    secondsLeft: useCountdown(data?.secondsLeft ?? 0, dataUpdatedAt),
  };
}

/** Counts down from what the server said, so that the clock of this machine does not matter. */
function useCountdown(secondsLeft: number, since: number): number {
  const [now, setNow] = useState(() => Date.now());
  const runs = secondsLeft > 0;
  useEffect(() => {
    if (!runs) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [runs]);
  return Math.max(0, Math.round(secondsLeft - Math.max(0, now - since) / 1_000));
}
