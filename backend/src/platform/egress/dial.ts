import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { isSameAddress } from './addresses.ts';
import { Deadline } from './deadline.ts';
import { EgressError, toEgressError } from './egress-error.ts';

export interface Dial {
  readonly host: string;
  readonly port: number;
  /** The addresses that were checked; no other one is ever connected to. */
  readonly addresses: readonly string[];
  /** Set: a TLS handshake follows. */
  readonly tls?: ConnectionOptions;
  /** Milliseconds for TCP and TLS together. */
  readonly connectMs: number;
  readonly signal: AbortSignal;
}

/** How long one address is tried before the next one is tried as well (RFC 8305), in milliseconds. */
const attemptMs = 800;

/** Opens a connection to one of the checked addresses; the name stays in SNI and in the certificate check. */
export async function dial(target: Dial): Promise<Socket | TLSSocket> {
  const limit = new Deadline(target.connectMs);
  try {
    return await open(target, [target.signal, limit.signal]);
  } finally {
    limit.clear();
  }
}

async function open(target: Dial, limits: readonly AbortSignal[]): Promise<Socket | TLSSocket> {
  const socket = connect({
    host: target.host,
    port: target.port,
    lookup: pinned(target.addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: attemptMs,
    noDelay: true,
  });
  await settled(socket, 'connect', limits, 'connect');
  if (!isAmong(target.addresses, socket.remoteAddress)) {
    socket.destroy();
    throw new EgressError('blocked');
  }
  return target.tls ? secure(socket, target.tls, limits) : socket;
}

/** Shakes hands over an open connection. */
export async function secure(
  socket: Socket,
  options: ConnectionOptions,
  limits: readonly AbortSignal[],
): Promise<TLSSocket> {
  const secured = connectTls({ ...options, socket });
  await settled(secured, 'secureConnect', limits, 'tls');
  return secured;
}

/** Whether a socket came out at one of the addresses that were checked. */
export function isAmong(addresses: readonly string[], remoteAddress = ''): boolean {
  return addresses.some((address) => isSameAddress(address, remoteAddress));
}

/** Answers the look-up that the socket makes with what was checked, so that a second answer cannot differ. */
export function pinned(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    const [first] = found;
    if (options.all) callback(null, found);
    else callback(null, first?.address ?? '', first?.family);
  };
}

function settled(
  socket: Socket,
  event: string,
  limits: readonly AbortSignal[],
  phase: 'connect' | 'tls',
): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: EgressError) => {
      for (const limit of limits) limit.removeEventListener('abort', onAbort);
      socket.off('error', onError).off('close', onClose);
      if (!error) return resolve();
      socket.on('error', () => undefined).destroy();
      reject(error);
    };
    const onAbort = () => done(new EgressError('timeout'));
    const onError = (error: Error) => done(phase === 'tls' ? handshakeError(error) : toEgressError(error, phase));
    const onClose = () => done(new EgressError(phase));
    socket
      .once('error', onError)
      .once('close', onClose)
      .once(event, () => done());
    for (const limit of limits) limit.addEventListener('abort', onAbort, { once: true });
    if (limits.some((limit) => limit.aborted)) onAbort();
  });
}

/** A connection that is reset while shaking hands is a TLS matter to whoever has to repair it. */
function handshakeError(error: Error): EgressError {
  const known = toEgressError(error, 'tls');
  return known.failure === 'connect' ? new EgressError('tls') : known;
}
