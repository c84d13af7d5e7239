import { EgressError, errorCode, toEgressError, type Egress } from '../platform/egress/index.ts';
import type { Login, LoginProbe, LoginReply } from './login-probe.ts';
import { refused, results, testErrorOf, undecided, type Finding } from './outcome.ts';

const totalMs = 12_000;

/** Logs in and reads no mail; RFC 9051, response codes of RFC 5530. */
export const probeImap: LoginProbe = async (egress, login, appName) => {
  try {
    await logIn(egress, login);
    const { username, host, port } = login;
    return { reply: {}, account: { id: `${username}@${host}:${port}`, label: username } };
  } catch (error) {
    return failure(error, appName);
  }
};

async function logIn(egress: Egress, login: Login): Promise<void> {
  const { host, port, security } = login;
  const secure = security === 'tls' || (security === '' && port === 993);
  const encryption = secure ? 'tls' : security === 'none' ? 'none' : 'upgrade';
  const { ImapFlow } = await import('imapflow');
  const pinned = await egress.pin({ host, port, service: 'imap', encryption }, { totalMs });
  const client = new ImapFlow({
    host,
    port,
    secure,
    ...(secure ? {} : { doSTARTTLS: encryption === 'upgrade' }),
    auth: { user: login.username, pass: login.password },
    // Handed on to connect() as it is: the look-up is answered by us, name and certificate are checked.
    tls: { ...egress.tlsOptions(host), lookup: pinned.lookup },
    verifyOnly: true,
    logger: false,
    emitLogs: false,
    connectionTimeout: totalMs,
    greetingTimeout: totalMs,
    socketTimeout: totalMs,
  });
  client.on('error', () => undefined);
  const connected = client.connect();
  const { socket } = client as unknown as { socket: Parameters<typeof pinned.watch>[0] };
  pinned.watch(socket);
  try {
    await Promise.race([connected, lost(socket)]);
  } finally {
    connected.catch(() => undefined);
    client.close();
    socket.destroy();
  }
}

/** The client wraps what ends its socket into errors of its own; the reason is known here. */
function lost(socket: NodeJS.EventEmitter): Promise<never> {
  return new Promise((_resolve, reject) => {
    socket.once('error', (error: unknown) => {
      if (error instanceof EgressError) reject(error);
    });
  });
}

interface ImapFailure {
  readonly authenticationFailed?: boolean;
  readonly serverResponseCode?: string;
  readonly tlsFailed?: boolean;
  readonly responseStatus?: string;
}

function failure(error: unknown, appName: string): LoginReply {
  if (error instanceof EgressError) throw error;
  const { authenticationFailed, serverResponseCode, tlsFailed, responseStatus } = error as ImapFailure;
  const code = /^[A-Z-]{2,40}$/.exec(serverResponseCode ?? '')?.[0];
  if (tlsFailed) throw new EgressError('tls');
  if (code !== undefined) return { reply: { replyCode: code }, finding: byCode(code, appName) };
  // A server without response codes says NO to a wrong password, and BAD to what it does not understand.
  if (authenticationFailed && responseStatus !== 'BAD')
    return { reply: { replyCode: 'AUTHENTICATIONFAILED' }, finding: refused(appName) };
  const library = errorCode(error);
  if (/TIMEOUT|Timeout/.test(library)) throw new EgressError('timeout');
  if (/^(?:NoConnection|Closed)/.test(library)) throw new EgressError('connect');
  throw toEgressError(error, 'http');
}

function byCode(code: string, appName: string): Finding {
  if (['AUTHENTICATIONFAILED', 'AUTHORIZATIONFAILED', 'EXPIRED'].includes(code)) return refused(appName);
  if (code === 'PRIVACYREQUIRED')
    return { test: results('undecided', 'failed', 'undecided'), error: testErrorOf('tls_failed', appName) };
  if (['NOPERM', 'CONTACTADMIN'].includes(code))
    return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', appName) };
  if (['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG'].includes(code)) return undecided('provider_error', appName);
  return undecided('unexpected_reply', appName);
}
