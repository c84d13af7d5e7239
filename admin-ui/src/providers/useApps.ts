import type { AppSummary, AppView } from '@drawbridge/catalog';
import { useQuery } from '@tanstack/react-query';
import { api } from './api.ts';

interface AppPage {
  items: AppSummary[];
  categories: string[];
}

/**
 * The whole catalog in one reply: searching in it then needs no request per letter. `all`: what lists are searched by,
 * hence also the apps that rest.
 */
export const useApps = (all = false) =>
  useQuery({
    queryKey: ['apps', ...(all ? [{ all }] : [])],
    queryFn: ({ signal }) => api.get<AppPage>('/apps', { limit: 500, ...(all && { all: 'true' }) }, signal),
    staleTime: 300_000,
  });

export const useApp = (id: string) =>
  useQuery({
    queryKey: ['apps', id],
    queryFn: ({ signal }) => api.get<AppView>(`/apps/${encodeURIComponent(id)}`, undefined, signal),
    staleTime: 60_000,
  });

/** What the catalog calls an auth method and its fields; null where it does not know them (any more). */
export function useMethodWords(appId: string, methodKey: string) {
  const { data } = useApp(appId);
  const method = data?.methods.find(({ key }) => key === methodKey);
  return {
    method: method?.label ?? null,
    field: (key: string) => method?.fields.find((field) => field.key === key)?.label ?? null,
  };
}
