import type { Dashboard } from '@drawbridge/catalog';
import { useQuery } from '@tanstack/react-query';
import { api } from './api.ts';
import { useMe } from './session.ts';

/** What is to be done now; shared by the banner and the start page. */
export function useDashboard() {
  const me = useMe();
  return useQuery({
    queryKey: ['dashboard'],
    queryFn: ({ signal }) => api.get<Dashboard>('/dashboard', undefined, signal),
    enabled: me !== null,
    staleTime: 20_000,
    refetchInterval: 60_000,
  });
}
