import type { Client } from './client.ts';

interface Page {
  items: { id: string }[];
  nextCursor: string | null;
}

/** The ids of a whole list, page by page, as a caller walks it. */
export async function walk(client: Client, path: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next = `limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const reply = await client.get(`${path}${path.includes('?') ? '&' : '?'}${next}`);
    if (reply.status !== 200) throw new Error(`no page: ${reply.text}`);
    const page = reply.body as Page;
    if (page.items.length > limit) throw new Error('the page is longer than asked for');
    ids.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor;
  }
  return ids;
}
