import type { Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { EgressError, errorCode, toEgressError, type ConnectTarget, type Egress } from '../platform/egress/index.ts';
import type { Login, LoginProbe, LoginReply } from './login-probe.ts';
import { refused, results, testErrorOf, undecided, type Finding } from './outcome.ts';

const totalMs = 12_000;

/** Logs in and sends nothing; RFC 5321, RFC 4954. */
export const probeSmtp: LoginProbe = async (egress, login, appName) => {
  const encryption = encryptionOf(login);
  const { host, port } = login;
  const socket = await egress.connect({ host, port, service: 'smtp', encryption }, { totalMs });
  try {
    await logIn(egress, login, socket, encryption);
    const name = login.username === '' ? 'anonymous' : login.username;
    const account = { id: `${name}@${host}:${port}`, label: login.username === '' ? host : login.username };
    return { reply: { status: 235 }, account };
  } catch (error) {
    return failure(error, appName);
  } finally {
    socket.destroy();
  }
};

function encryptionOf({ security, port }: Login): ConnectTarget['encryption'] {
  if (security === 'tls' || security === 'ssl' || (security === '' && port === 465)) return 'tls';
  return security === 'none' ? 'none' : 'upgrade';
}

function logIn(egress: Egress, login: Login, socket: Socket, encryption: ConnectTarget['encryption']): Promise<void> {
  const connection = new SMTPConnection({
    host: login.host,
    port: login.port,
    connection: socket,
    secure: encryption === 'tls',
    ...(encryption === 'tls' ? { secured: true } : {}),
    requireTLS: encryption === 'upgrade',
    ignoreTLS: encryption !== 'upgrade',
    tls: egress.tlsOptions(login.host),
    name: 'drawbridge.invalid',
    logger: false,
    debug: false,
    connectionTimeout: totalMs,
    greetingTimeout: totalMs,
    socketTimeout: totalMs,
  });
  return new Promise((resolve, reject) => {
    // Its own errors go on after the first one; nobody else listens for those.
    connection.on('error', reject);
    socket.once('error', reject);
    connection.once('end', () => reject(new EgressError('connect')));
    connection.connect((failed) => {
      if (failed) return reject(failed);
      if (login.username === '') return resolve(connection.quit());
      connection.login({ user: login.username, pass: login.password }, (error) => {
        if (error) return reject(error);
        connection.quit();
        resolve();
      });
    });
  });
}

/** nodemailer puts the reply of the server into its errors; only the two codes are read out of it. */
function failure(error: unknown, appName: string): LoginReply {
  if (error instanceof EgressError) throw error;
  const { responseCode, response } = error as { responseCode?: unknown; response?: unknown };
  const code = errorCode(error);
  if (typeof responseCode !== 'number') throw networkFailure(code, error);
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(String(response))?.[1];
  return {
    reply: { status: responseCode, replyCode: enhanced ?? String(responseCode) },
    finding: byReply(responseCode, code, appName),
  };
}

/** The codes of nodemailer say at which step it failed; what failed there stands in the text of the inner error. */
function networkFailure(code: string, error: unknown): EgressError {
  const text = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
  if (code === 'ETLS' || /certificate|altnames|SSL|TLS/i.test(text)) return new EgressError('tls');
  if (code === 'EPROTOCOL' || code === 'EAUTH') return new EgressError('http');
  return toEgressError(error, 'connect');
}

function byReply(status: number, code: string, appName: string): Finding {
  if (status === 535 || status === 534 || status === 530) return refused(appName);
  if (status === 421 || status === 454 || (status >= 400 && status < 500)) return undecided('provider_error', appName);
  if (code === 'EAUTH') return refused(appName);
  if (status === 550 || status === 553)
    return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', appName) };
  return undecided('unexpected_reply', appName);
}
