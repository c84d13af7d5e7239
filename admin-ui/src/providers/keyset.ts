import { api, type Query } from './api.ts';

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Where each page of a list starts, as far as it has been walked: index 0 is page 1. */
const starts = new Map<string, (string | undefined)[]>();

export const forgetCursors = () => starts.clear();

/**
 * Page n of a keyset list. react-admin counts pages, the API hands out cursors: pages that were seen are fetched
 * directly, a page that was opened by its address is reached by walking there.
 */
export async function keysetPage<T>(path: string, query: Query, page: number, perPage: number, signal?: AbortSignal) {
  const key = JSON.stringify([path, query, perPage]);
  const known = starts.get(key) ?? [undefined];
  starts.set(key, known);
  let at = Math.min(page, known.length);
  for (;;) {
    const cursor = known[at - 1];
    const found = await api.get<Page<T>>(path, { ...query, limit: perPage, cursor }, signal);
    if (found.nextCursor !== null) known[at] = found.nextCursor;
    else known.length = at;
    if (at >= page || found.nextCursor === null)
      return { items: found.items, hasNextPage: found.nextCursor !== null, page: at };
    at += 1;
  }
}
