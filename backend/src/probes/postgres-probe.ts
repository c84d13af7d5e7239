import type { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';
import { EgressError, type Egress } from '../platform/egress/index.ts';
import type { Login, LoginProbe, LoginReply } from './login-probe.ts';
import { refused, results, testErrorOf, undecided, type Finding } from './outcome.ts';

/** The identifier is the same however the server is reached; only some roles may read it. */
const systemIdentifier = 'select system_identifier::text as id from pg_control_system()';
const identity = 'select current_user::text as username, current_database()::text as database';

/** Logs in with the credential; https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const probePostgres: LoginProbe = async (egress, login, appName) => {
  const isPlain = login.security === 'disable';
  const socket = await egress.connect(
    { host: login.host, port: login.port, service: 'postgres', encryption: isPlain ? 'none' : 'upgrade' },
    { totalMs: 8_000 },
  );
  const client = new Client({ ...config(login), ssl: isPlain ? false : tls(egress, login), stream: () => connected(socket) });
  const failed = new Promise<never>((_resolve, reject) => {
    client.on('error', reject);
    socket.once('error', reject);
  });
  failed.catch(() => undefined);
  try {
    return await Promise.race([ask(client, login), failed]);
  } catch (error) {
    return failure(error, appName);
  } finally {
    socket.destroy();
  }
};

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
    options: '',
    keepAlive: false,
    connectionTimeoutMillis: 0,
    statement_timeout: 3_000,
    query_timeout: 4_000,
  };
}

/**
 * `verify-full` and `verify-ca` check the certificate. The other modes encrypt only, as libpq defines them: most
 * managed servers show a certificate of their own authority. None of them ever falls back to no encryption.
 */
function tls(egress: Egress, login: Login): ClientConfig['ssl'] {
  const options = egress.tlsOptions(login.host);
  return login.security.startsWith('verify-') ? options : { ...options, rejectUnauthorized: false };
}

/** The socket is open already, and pg may not open it again: it would resolve the host a second time. */
function connected(socket: Socket): Socket {
  socket.connect = () => {
    setImmediate(() => socket.emit('connect'));
    return socket;
  };
  return socket;
}

function failure(error: unknown, appName: string): LoginReply {
  if (error instanceof EgressError) throw error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')) return { reply: { replyCode: code }, finding: byState(code, appName) };
  if (/^(ERR_TLS|ERR_SSL|CERT|DEPTH|SELF|UNABLE)/.test(code) || isTlsRefusal(error)) throw new EgressError('tls');
  if (/TIMEDOUT/.test(code)) throw new EgressError('timeout');
  if (code.startsWith('E')) throw new EgressError('connect');
  return { reply: { replyCode: 'protocol_error' }, finding: undecided('unexpected_reply', appName) };
}

function isTlsRefusal(error: unknown): boolean {
  return error instanceof Error && /SSL connection/.test(error.message);
}

function byState(code: string, appName: string): Finding {
  if (code === '28P01' || code === '28000') return refused(appName);
  if (code === '42501') return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', appName) };
  // The server looks for the database after it has accepted the password.
  if (code === '3D000') return { test: results('ok', 'failed', 'undecided'), error: testErrorOf('not_found', appName) };
  if (code === '53300' || code === '57P03' || /^(53|57|58|XX)/.test(code)) return undecided('provider_error', appName);
  return undecided('unexpected_reply', appName);
}
