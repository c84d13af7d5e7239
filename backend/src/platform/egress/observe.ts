import { AsyncLocalStorage } from 'node:async_hooks';
import { EgressError, type EgressFailure } from './egress-error.ts';

/** One call as it went out. The address may hold secrets: whoever keeps it has to redact it first. */
export interface ObservedCall {
  readonly target: URL | { readonly service: string; readonly host: string; readonly port: number };
  /** HTTP method; `CONNECT` for other protocols. */
  readonly method: string;
  readonly startedAt: number;
  readonly durationMs: number;
  /** HTTP status; null when no reply came, or the protocol has none. */
  readonly status: number | null;
  readonly failure: EgressFailure | null;
}

type Observer = (call: ObservedCall) => void;

const observers = new AsyncLocalStorage<Observer>();

/** Runs work and tells the observer of each call that goes out in it, after it has ended. */
export const observeCalls = <T>(observer: Observer, work: () => Promise<T>): Promise<T> =>
  observers.run(observer, work);

/** Makes a call and tells whoever observes; without an observer it costs one look-up in memory. */
export async function observed<T>(
  call: Pick<ObservedCall, 'target' | 'method'>,
  statusOf: (result: T) => number | null,
  work: () => Promise<T>,
): Promise<T> {
  const observer = observers.getStore();
  if (!observer) return work();
  const startedAt = Date.now();
  const from = performance.now();
  const tell = (status: number | null, failure: EgressFailure | null) =>
    observer({ ...call, startedAt, durationMs: Math.round(performance.now() - from), status, failure });
  try {
    const result = await work();
    tell(statusOf(result), null);
    return result;
  } catch (error) {
    tell(null, error instanceof EgressError ? error.failure : 'http');
    throw error;
  }
}
