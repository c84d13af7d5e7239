import type { Client } from 'basic-ftp';
import { EgressError, toEgressError, type ConnectTarget, type Egress } from '../platform/egress/index.ts';
import type { Login, LoginProbe, LoginReply } from './login-probe.ts';
import { refused, results, testErrorOf, undecided, type Finding } from './outcome.ts';

const totalMs = 12_000;

/** Logs in and asks for the folder; RFC 959, RFC 4217. No data connection is opened. */
export const probeFtp: LoginProbe = async (egress, login, appName) => {
  const { host, port, username } = login;
  const encryption = encryptionOf(login);
  const socket = await egress.connect({ host, port, service: 'ftp', encryption }, { totalMs });
  const { Client } = await import('basic-ftp');
  const client = new Client(totalMs);
  try {
    const status = await converse(egress, client, socket, { login, encryption });
    return { reply: { status }, account: { id: `${username}@${host}:${port}`, label: `${username}@${host}` } };
  } catch (error) {
    return failure(error, appName);
  } finally {
    client.close();
    socket.destroy();
  }
};

function encryptionOf({ security, port }: Login): ConnectTarget['encryption'] {
  if (security === 'tls' || (security === '' && port === 990)) return 'tls';
  return security === 'none' ? 'none' : 'upgrade';
}

async function converse(
  egress: Egress,
  client: Client,
  socket: Client['ftp']['socket'],
  { login, encryption }: { login: Login; encryption: ConnectTarget['encryption'] },
): Promise<number> {
  client.ftp.socket = socket;
  await greeting(client);
  if (encryption === 'upgrade') {
    await client.send('AUTH TLS');
    // What came before the handshake stays behind: the client begins anew with the new socket.
    client.ftp.socket = await egress.upgrade(socket, login.host, { verify: true });
  }
  await client.login(login.username, login.password);
  await client.send('PWD');
  return (await client.send(login.command === '' ? 'NOOP' : login.command)).code;
}

function greeting(client: Client): Promise<unknown> {
  return client.ftp.handle(undefined, (reply, task) => {
    if (reply instanceof Error) task.reject(reply);
    else if (reply.code < 300) task.resolve(reply);
    else task.reject(Object.assign(new Error(), { code: reply.code }));
  });
}

function failure(error: unknown, appName: string): LoginReply {
  if (error instanceof EgressError) throw error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code !== 'number' || code < 100 || code > 599) throw toEgressError(error, 'connect');
  return { reply: { status: code }, finding: byStatus(code, appName) };
}

function byStatus(status: number, appName: string): Finding {
  if (status === 530 || status === 430) return refused(appName);
  if ([534, 521, 522].includes(status))
    return { test: results('undecided', 'failed', 'undecided'), error: testErrorOf('tls_failed', appName) };
  // The server does not know how to encrypt, and gets no password for that.
  if (status === 500 || status === 502 || status === 504)
    return { test: results('undecided', 'failed', 'undecided'), error: testErrorOf('tls_failed', appName) };
  if (status === 550 || status === 553)
    return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', appName) };
  if (status >= 400 && status < 500) return undecided('provider_error', appName);
  return undecided('unexpected_reply', appName);
}
