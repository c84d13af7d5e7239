import type { Socket } from 'node:net';
import type { Deadline } from './deadline.ts';
import { EgressError } from './egress-error.ts';

export interface SocketLimits {
  readonly deadline: Deadline;
  readonly maxBytes: number;
  readonly onClose: () => void;
}

/** How often the bytes received are looked at, in milliseconds. */
const watchMs = 20;

/**
 * Ends the socket when its time is over or its peer sent too much. The bytes are watched from outside, because a
 * `data` listener would start the flow before the protocol client listens, and sees nothing after a TLS upgrade.
 */
export function guard<T extends Socket>(socket: T, limits: SocketLimits): T {
  const { deadline, maxBytes } = limits;
  const end = (failure: 'timeout' | 'too_large') => socket.destroy(new EgressError(failure));
  const onAbort = () => end('timeout');
  const watch = setInterval(() => {
    if (socket.bytesRead > maxBytes) end('too_large');
  }, watchMs);
  deadline.signal.addEventListener('abort', onAbort, { once: true });
  // The client that gets the socket adds its own listener; until then, or after it let go, nobody else listens.
  socket.on('error', () => undefined);
  socket.once('close', () => {
    clearInterval(watch);
    deadline.signal.removeEventListener('abort', onAbort);
    deadline.clear();
    limits.onClose();
  });
  if (deadline.isOver) onAbort();
  return socket;
}
