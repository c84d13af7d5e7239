import type { ProblemBody } from '@drawbridge/catalog';
import { offline, ProblemError } from './problemError.ts';

export type Query = Record<string, string | number | boolean | null | undefined>;

const prefix = '/api/v1';

let signedOut = () => {};

/** Called when the server no longer knows the session. */
export const whenSignedOut = (listener: () => void) => {
  signedOut = listener;
};

/** The address of a call, for links that download something. */
export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  const text = params.toString();
  return `${prefix}${path}${text ? `?${text}` : ''}`;
}

async function call<T>(method: string, path: string, options: { query?: Query; body?: unknown; signal?: AbortSignal }) {
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json, application/problem+json',
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  };
  let response: Response;
  try {
    response = await fetch(apiUrl(path, options.query), init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ProblemError(offline);
  }
  const text = await response.text();
  if (response.status === 401 && path !== '/session') signedOut();
  if (!response.ok) throw new ProblemError(problemFrom(text, response.status));
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

function problemFrom(text: string, status: number): ProblemBody {
  try {
    const body = JSON.parse(text) as Partial<ProblemBody> | null;
    if (typeof body?.title === 'string') return { ...offline, detail: undefined, ...body, status };
  } catch {
    // not JSON: a proxy answered
  }
  return { ...offline, title: 'Something went wrong', detail: `The server answered with status ${status}.`, status };
}

/** The HTTP API; every failure is a ProblemError. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    call<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body: unknown = {}) => call<T>('POST', path, { body }),
  put: <T>(path: string, body: unknown) => call<T>('PUT', path, { body }),
  patch: <T>(path: string, body: unknown) => call<T>('PATCH', path, { body }),
  remove: <T>(path: string) => call<T>('DELETE', path, {}),
};
