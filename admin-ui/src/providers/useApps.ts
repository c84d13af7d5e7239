import type { AppSummary, AppView, GlobalConnectionView } from '@drawbridge/catalog';
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

/** `copyId`: the app as a published copy goes by it. Null: one that is not in the caller's sight, so nothing is asked. */
export const useApp = (id: string | null, copyId?: string) =>
  useQuery({
    enabled: id !== null,
    queryKey: ['apps', id, ...(copyId === undefined ? [] : [copyId])],
    queryFn: ({ signal }) =>
      api.get<AppView>(
        copyId === undefined ? `/apps/${encodeURIComponent(id ?? '')}` : `/global-connections/${copyId}/app`,
        undefined,
        signal,
      ),
    staleTime: 60_000,
  });

/** The copy to ask for its app, where that is a custom one: a tenant's own is known to others by its copies alone. */
export const copyOfCustomApp = ({ id, customApp, state }: GlobalConnectionView): string | undefined =>
  customApp && state === 'published' ? id : undefined;

/** What the catalog calls an auth method and its fields; null where it does not know them (any more). */
export function useMethodWords(appId: string | null, methodKey: string, copyId?: string) {
  const { data } = useApp(appId, copyId);
  const method = data?.methods.find(({ key }) => key === methodKey);
  return {
    method: method?.label ?? null,
    field: (key: string) => method?.fields.find((field) => field.key === key)?.label ?? null,
  };
}
