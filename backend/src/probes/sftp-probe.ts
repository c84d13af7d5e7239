import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Client, ConnectConfig } from 'ssh2';
import { EgressError, toEgressError } from '../platform/egress/index.ts';
import type { Login, LoginProbe, LoginReply } from './login-probe.ts';
import { refused, results, testErrorOf, undecided, UnusableCredential, type Finding } from './outcome.ts';

const totalMs = 12_000;

/** What a server showed of itself before the login. */
interface Seen {
  hostKey?: string;
}

/** Logs in over SSH and looks at the first folder; RFC 4252, draft-ietf-secsh-filexfer. */
export const probeSftp: LoginProbe = async (egress, login, appName) => {
  const { host, port } = login;
  // SSH encrypts by itself; that the key of the server is the right one is judged below.
  const socket = await egress.connect({ host, port, service: 'sftp', encryption: 'upgrade' }, { totalMs });
  const { Client } = await import('ssh2');
  const client = new Client();
  const seen: Seen = {};
  try {
    await logIn(client, config(login, socket, seen));
    await stat(client, login.command);
    const values = login.hostKey === '' && seen.hostKey ? { values: { host_key: seen.hostKey } } : {};
    const { username } = login;
    return { reply: {}, account: { id: `${username}@${host}:${port}`, label: `${username}@${host}` }, ...values };
  } catch (error) {
    return failure(error, appName, login, seen);
  } finally {
    client.on('error', () => undefined).destroy();
    socket.destroy();
  }
};

function config(login: Login, socket: Socket, seen: Seen): ConnectConfig {
  const { username, password, privateKey, passphrase } = login;
  return {
    sock: socket,
    username,
    ...(privateKey === '' ? { password } : { privateKey, ...(passphrase === '' ? {} : { passphrase }) }),
    readyTimeout: totalMs,
    hostVerifier: (key: Buffer) => {
      seen.hostKey = fingerprint(key);
      return login.hostKey === '' || login.hostKey === seen.hostKey;
    },
  };
}

/** As OpenSSH writes it: SHA-256 in base64 without padding. */
function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function logIn(client: Client, options: ConnectConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', resolve).on('error', reject);
    client.once('close', () => reject(new EgressError('connect')));
    try {
      client.connect(options);
    } catch {
      // The only thing that is read before the first byte is sent is the private key.
      reject(new UnusableCredential('The private key cannot be read, or its passphrase is wrong.'));
    }
  });
}

function stat(client: Client, command: string): Promise<void> {
  const folder = /^stat (\S+)$/.exec(command)?.[1] ?? '.';
  return new Promise((resolve, reject) => {
    client.once('error', reject).once('close', () => reject(new EgressError('connect')));
    client.sftp((refusal, sftp) => {
      if (refusal) return reject(new SubsystemRefused());
      sftp.on('error', reject);
      sftp.stat(folder, (error) => (error ? reject(error) : resolve()));
    });
  });
}

/** The login is good, but file transfer is not offered to this user. */
class SubsystemRefused extends Error {}

function failure(error: unknown, appName: string, login: Login, seen: Seen): LoginReply {
  if (error instanceof EgressError || error instanceof UnusableCredential) throw error;
  if (seen.hostKey !== undefined && login.hostKey !== '' && login.hostKey !== seen.hostKey)
    return { reply: { replyCode: 'host-key' }, finding: foreignKey(appName) };
  if (error instanceof SubsystemRefused) return { reply: { replyCode: 'no-subsystem' }, finding: missing(appName) };
  const { level, code } = error as { level?: unknown; code?: unknown };
  if (level === 'client-authentication') return { reply: { replyCode: level }, finding: refused(appName) };
  if (code === 3) return { reply: { replyCode: 'SSH_FX_PERMISSION_DENIED' }, finding: missing(appName) };
  if (typeof code === 'number')
    return { reply: { replyCode: `SSH_FX_${code}` }, finding: undecided('unexpected_reply', appName) };
  if (level === 'client-timeout') throw new EgressError('timeout');
  throw toEgressError(error, 'http');
}

const missing = (appName: string): Finding => ({
  test: results('ok', 'ok', 'failed'),
  error: testErrorOf('missing_scope', appName),
});

const foreignKey = (appName: string): Finding => ({
  test: results('undecided', 'failed', 'undecided'),
  error: testErrorOf('tls_failed', appName, 'The server shows another host key than the one that is expected.'),
});
