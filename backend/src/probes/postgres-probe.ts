import type { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';
import { EgressError, errorCode, toEgressError, type Egress } from '../platform/egress/index.ts';
import type { Login, LoginProbe, LoginReply } from './login-probe.ts';
import { refused, results, testErrorOf, undecided, type Finding } from './outcome.ts';

/** The identifier is the same however the server is reached; only some roles may read it. */
const systemIdentifier = 'select system_identifier::text as id from pg_control_system()';
/** Length 8 and the code 80877103 (protocol documentation, section 54.7). */
const sslRequest = Buffer.from('0000000804d2162f', 'hex');

const identity = 'select current_user::text as username, current_database()::text as database';

/** Logs in with the credential; https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const probePostgres: LoginProbe = async (egress, login, appName) => {
  const { host, port, security } = login;
  const isPlain = security === 'disable';
  const socket = await egress.connect({ host, port, service: 'postgres', encryption: isPlain ? 'none' : 'upgrade' });
  try {
    // The modes other than verify-* encrypt only, as libpq defines them: most managed servers show a certificate
    // of an authority of their own. None of them ever falls back to no encryption.
    const stream = isPlain ? socket : await startTls(egress, socket, login, security.startsWith('verify-'));
    return await converse(stream, login);
  } catch (error) {
    return failure(error, appName);
  } finally {
    socket.destroy();
  }
};

/** Asks for TLS as the protocol wants it (SSLRequest) and shakes hands only after the server has agreed. */
async function startTls(egress: Egress, socket: Socket, login: Login, verify: boolean): Promise<Socket> {
  const agreed = new Promise<Buffer>((resolve, reject) => {
    socket.once('data', resolve).once('error', reject);
    socket.once('close', () => reject(new EgressError('connect')));
  });
  socket.write(sslRequest);
  const answer = await agreed;
  socket.pause();
  // More than the one byte would be read as part of the handshake: CVE-2021-23222.
  if (answer.toString('latin1') !== 'S') throw new EgressError('tls');
  return egress.upgrade(socket, login.host, { verify });
}

async function converse(stream: Socket, login: Login): Promise<LoginReply> {
  const client = new Client({ ...config(login), stream: () => handedOver(stream) });
  const failed = new Promise<never>((_resolve, reject) => {
    client.on('error', reject);
    stream.once('error', reject);
  });
  failed.catch(() => undefined);
  return Promise.race([ask(client, login), failed]);
}

async function ask(client: Client, login: Login): Promise<LoginReply> {
  await client.connect();
  if (login.command !== '') await client.query(login.command);
  const { rows } = await client.query<{ username: string; database: string }>(identity);
  const found = rows[0];
  if (!found) return { reply: {} };
  const server = await client.query<{ id: string }>(systemIdentifier).then(
    (answer) => answer.rows[0]?.id,
    () => undefined,
  );
  const { host, port } = login;
  const id = `${server ?? `${host}:${port}`}/${found.database}/${found.username}`;
  return { reply: {}, account: { id, label: `${found.username}@${host}/${found.database}` } };
}

/** Everything is said outright: what is left out, pg reads from PG* variables and ~/.pgpass of our own process. */
function config(login: Login): ClientConfig {
  return {
    host: login.host,
    port: login.port,
    user: login.username,
    password: login.password === '' ? () => '' : login.password,
    database: login.database === '' ? login.username : login.database,
    application_name: 'drawbridge-test',
    ssl: false,
    options: '',
    keepAlive: false,
    connectionTimeoutMillis: 0,
    statement_timeout: 3_000,
    query_timeout: 4_000,
  };
}

/**
 * The stream is open already, and pg may not open it again: it would resolve the host a second time. What pg does
 * with a message may throw, and nobody is above it but the process: a server could end us with one byte.
 */
function handedOver(stream: Socket): Socket {
  const listen = stream.on.bind(stream);
  const guarded = (listener: (chunk: Buffer) => void) => (chunk: Buffer) => {
    try {
      listener(chunk);
    } catch {
      stream.destroy(new EgressError('http'));
    }
  };
  return Object.assign(stream, {
    connect: () => {
      setImmediate(() => stream.emit('connect'));
      return stream;
    },
    on: (event: string, listener: (chunk: Buffer) => void) =>
      listen(event, event === 'data' ? guarded(listener) : listener),
  });
}

function failure(error: unknown, appName: string): LoginReply {
  if (error instanceof EgressError) throw error;
  const code = errorCode(error);
  if (/^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE')
    return { reply: { replyCode: code }, finding: byState(code, appName) };
  // pg itself gives up when the server wants a password and there is none.
  const text = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
  if (/client password must be/.test(text)) return { reply: { replyCode: '28P01' }, finding: refused(appName) };
  if (/terminated unexpectedly|timeout/i.test(text))
    throw new EgressError(/timeout/i.test(text) ? 'timeout' : 'connect');
  throw toEgressError(error, 'http');
}

function byState(code: string, appName: string): Finding {
  if (code === '28P01' || code === '28000') return refused(appName);
  if (code === '42501') return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', appName) };
  // The server looks for the database after it has accepted the password.
  if (code === '3D000') return { test: results('ok', 'failed', 'undecided'), error: testErrorOf('not_found', appName) };
  if (code === '53300' || code === '57P03' || /^(53|57|58|XX)/.test(code)) return undecided('provider_error', appName);
  return undecided('unexpected_reply', appName);
}
