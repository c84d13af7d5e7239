import type { Egress, EgressRequest } from './egress.ts';

/** What OAuth libraries hand over to a fetch of one's own. */
export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams | null;
}

/** Statuses that a Response must not give a body (Fetch standard, null body status). */
const bodiless = [204, 205, 304];

/** A `fetch` for libraries that call addresses of definitions, such as an OAuth client; follows no redirect. */
export function fetchThrough(egress: Egress, limits: Pick<EgressRequest, 'maxBytes' | 'totalMs' | 'connectMs'> = {}) {
  return async (url: string, options: FetchOptions = {}): Promise<Response> => {
    const { method = 'GET', headers = {}, body = null } = options;
    const text = body === null ? null : body.toString();
    const reply = await egress.request({ ...limits, url: new URL(url), method, headers, body: text });
    // The body is decoded already, so what described its encoding must go.
    const kept = Object.entries(reply.headers).filter(([name]) => !/^content-(encoding|length)$/.test(name));
    return new Response(bodiless.includes(reply.status) ? null : new Uint8Array(reply.body), {
      status: reply.status,
      headers: kept,
    });
  };
}
