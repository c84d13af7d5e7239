import type { Socket } from 'node:net';
import type { Deadline } from './deadline.ts';
import { EgressError } from './egress-error.ts';

export interface SocketLimits {
  readonly deadline: Deadline;
  readonly maxBytes: number;
  readonly onClose: () => void;
}

/** How often the socket is looked at, in milliseconds. */
const watchMs = 20;

/**
 * Ends the socket when its time is over or its peer sent too much. It is watched from outside, because a `data` listener
 * would start the flow before the protocol client listens and sees nothing after a TLS upgrade, and because some clients
 * take every listener off a socket that they let go, the one for its end included.
 */
export function guard<T extends Socket>(socket: T, limits: SocketLimits): T {
  const { deadline, maxBytes } = limits;
  // A client may have taken our listener too, and an error that nobody listens to ends the process.
  const end = (failure: 'timeout' | 'too_large') =>
    socket.on('error', () => undefined).destroy(new EgressError(failure));
  const onAbort = () => end('timeout');
  const letGo = () => {
    clearInterval(watch);
    deadline.signal.removeEventListener('abort', onAbort);
    deadline.clear();
    limits.onClose();
  };
  const watch = setInterval(() => {
    if (socket.destroyed) letGo();
    else if (socket.bytesRead > maxBytes) end('too_large');
  }, watchMs);
  deadline.signal.addEventListener('abort', onAbort, { once: true });
  // The client that gets the socket adds its own listener; until then nobody else listens.
  socket.on('error', () => undefined);
  socket.once('close', letGo);
  if (deadline.isOver) onAbort();
  return socket;
}
