import type { Socket } from 'node:net';
import type { Connection, ConnectionOptions, RowDataPacket } from 'mysql2/promise';
import { EgressError, errorCode, toEgressError, type Egress } from '../platform/egress/index.ts';
import type { Login, LoginProbe, LoginReply } from './login-probe.ts';
import { refused, results, testErrorOf, undecided, type Finding } from './outcome.ts';

const totalMs = 8_000;

const identity = 'select current_user() as username, database() as name';
/** The same however the server is reached; MariaDB has none. */
const serverIdentifier = 'select @@server_uuid as id';

/** Logs in with the credential; https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
export const probeMysql: LoginProbe = async (egress, login, appName) => {
  const { host, port, security } = login;
  const encryption = security === 'disable' ? 'none' : 'upgrade';
  const socket = await egress.connect({ host, port, service: 'mysql', encryption }, { totalMs });
  try {
    return await converse(await open(egress, socket, login), login);
  } catch (error) {
    return failure(error, appName);
  } finally {
    socket.destroy();
  }
};

async function open(egress: Egress, socket: Socket, login: Login): Promise<Connection> {
  const { createConnection } = await import('mysql2/promise');
  const failed = new Promise<never>((_resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new EgressError('connect')));
  });
  failed.catch(() => undefined);
  const opened = createConnection(config(egress, socket, login));
  opened.catch(() => undefined);
  const connection = await Promise.race([opened, failed]);
  // Errors after this come with the queries; without a listener the same error would end the process.
  connection.on('error', () => undefined);
  return connection;
}

function config(egress: Egress, socket: Socket, login: Login): ConnectionOptions {
  const verify = login.security === 'verify-full';
  return {
    host: login.host,
    port: login.port,
    user: login.username,
    password: login.password,
    ...(login.database === '' ? {} : { database: login.database }),
    stream: socket,
    connectTimeout: totalMs,
    // The server may ask for files of ours otherwise.
    flags: ['-LOCAL_FILES'],
    ...(login.security === 'disable'
      ? {}
      : { ssl: { ...egress.tlsOptions(login.host), rejectUnauthorized: verify, verifyIdentity: verify } }),
  } as ConnectionOptions;
}

async function converse(connection: Connection, login: Login): Promise<LoginReply> {
  if (login.command !== '') await connection.query(login.command);
  const [found] = await rows(connection, identity);
  const server = await rows(connection, serverIdentifier).then(
    ([row]) => row?.['id'] as unknown,
    () => undefined,
  );
  const { host, port } = login;
  const at = typeof server === 'string' ? server : `${host}:${port}`;
  const [username, database] = [String(found?.['username']), String(found?.['name'] ?? '')];
  return { reply: {}, account: { id: `${at}/${database}/${username}`, label: `${username} at ${host}/${database}` } };
}

async function rows(connection: Connection, sql: string): Promise<RowDataPacket[]> {
  const [found] = await connection.query<RowDataPacket[]>(sql);
  return found;
}

function failure(error: unknown, appName: string): LoginReply {
  if (error instanceof EgressError) throw error;
  const number = typeof error === 'object' && error !== null && 'errno' in error ? Number(error.errno) : 0;
  if (number >= 1000) return { reply: { replyCode: String(number) }, finding: byNumber(number, appName) };
  const code = errorCode(error);
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT' || code === 'HANDSHAKE_SSL_ERROR') throw new EgressError('tls');
  if (code === 'PROTOCOL_CONNECTION_LOST') throw new EgressError('connect');
  throw toEgressError(error, 'http');
}

function byNumber(number: number, appName: string): Finding {
  if (number === 1045 || number === 1698) return refused(appName);
  if ([1044, 1142, 1143, 1227].includes(number))
    return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', appName) };
  // The server looks for the database after it has accepted the password.
  if (number === 1049) return { test: results('ok', 'failed', 'undecided'), error: testErrorOf('not_found', appName) };
  if ([1040, 1053, 1129, 1203, 1226].includes(number)) return undecided('provider_error', appName);
  return undecided('unexpected_reply', appName);
}
