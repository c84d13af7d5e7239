import type { Socket } from 'node:net';
import type { Redis } from 'ioredis';
import { EgressError, toEgressError } from '../platform/egress/index.ts';
import type { Login, LoginProbe, LoginReply } from './login-probe.ts';
import { refused, results, testErrorOf, undecided, type Finding } from './outcome.ts';

const totalMs = 8_000;

/** Logs in with the credential; https://redis.io/docs/latest/commands/auth/ */
export const probeRedis: LoginProbe = async (egress, login, appName) => {
  const { host, port, security } = login;
  const encryption = security === 'none' ? 'none' : 'tls';
  const socket = await egress.connect({ host, port, service: 'redis', encryption }, { totalMs });
  const client = await clientOver(socket);
  try {
    const lost = new Promise<never>((_resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', () => reject(new EgressError('connect')));
    });
    lost.catch(() => undefined);
    return await Promise.race([converse(client, login), lost]);
  } catch (error) {
    return failure(error, appName);
  } finally {
    client.disconnect();
    socket.destroy();
  }
};

/** A client that speaks over a socket of ours and never opens another one. */
async function clientOver(socket: Socket): Promise<Redis> {
  const { AbstractConnector, Redis } = await import('ioredis');
  class Handover extends AbstractConnector {
    constructor() {
      // Nothing is waited for when it ends: the socket is ended by us, and the timer would outlive it.
      super(0);
    }

    connect(): Promise<Socket> {
      this.connecting = true;
      return Promise.resolve((this.stream = socket));
    }
  }
  const client = new Redis({
    Connector: Handover,
    lazyConnect: true,
    protocol: 2,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    disableClientInfo: true,
    autoResendUnfulfilledCommands: false,
    commandTimeout: totalMs,
  });
  client.on('error', () => undefined);
  return client;
}

/** The commands are given one by one, so that the reply to each of them is known. */
async function converse(client: Redis, { username, password, database, ...login }: Login): Promise<LoginReply> {
  await client.connect();
  if (password !== '') await client.call('AUTH', ...(username === '' ? [password] : [username, password]));
  if (database !== '' && database !== '0') await client.call('SELECT', database);
  await client.call(login.command === '' ? 'PING' : login.command);
  const known = await client.call('ACL', 'WHOAMI').then(String, () => (username === '' ? 'default' : username));
  const { host, port } = login;
  return {
    reply: {},
    account: { id: `${host}:${port}/${database === '' ? '0' : database}#${known}`, label: `${known}@${host}` },
  };
}

/** Redis writes its codes as the first word of the message; the rest of it is read by nobody. */
function failure(error: unknown, appName: string): LoginReply {
  if (error instanceof EgressError) throw error;
  const text = error instanceof Error && error.name === 'ReplyError' ? error.message : undefined;
  if (text === undefined) throw toEgressError(error, 'http');
  const code = /^-?([A-Z]{2,20})\b/.exec(text)?.[1] ?? 'ERR';
  return { reply: { replyCode: code }, finding: byCode(code, text, appName) };
}

function byCode(code: string, text: string, appName: string): Finding {
  if (code === 'WRONGPASS' || code === 'NOAUTH' || /^ERR invalid password/i.test(text)) return refused(appName);
  if (/no password is set|without any password configured/i.test(text))
    return refused(appName, 'The server knows no password for this user. Leave it empty, or set one on the server.');
  if (code === 'NOPERM') return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', appName) };
  if (/DB index is out of range|invalid DB index/i.test(text))
    return { test: results('ok', 'failed', 'undecided'), error: testErrorOf('not_found', appName) };
  if (
    ['LOADING', 'BUSY', 'MASTERDOWN', 'CLUSTERDOWN', 'TRYAGAIN'].includes(code) ||
    /max number of clients/i.test(text)
  )
    return undecided('provider_error', appName);
  return undecided('unexpected_reply', appName);
}
