import type { Document, MongoOptions } from 'mongodb';
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { EgressError, toEgressError, type Egress } from '../platform/egress/index.ts';
import type { LoginProbe, LoginReply } from './login-probe.ts';
import { readMongoAddress, withServers, type MongoAddress } from './mongodb-address.ts';
import { refused, results, testErrorOf, undecided, UnusableCredential, type Finding } from './outcome.ts';

const budget = { totalMs: 6_000, maxBytes: 262_144 };

/** For one reply: the driver then says itself that it was the time, before the socket is ended. */
const replyMs = 5_000;

/** Servers of one cluster that are tried before it counts as not reachable. */
const maxTries = 3;

/**
 * The one step of the driver that authenticates a single connection. Its public client opens several sockets of its
 * own, and to whatever servers the first one names; this takes the socket that it is given.
 */
const connectStep = 'mongodb/lib/cmap/connect.js';

/** What the client keeps to itself and the step needs. */
interface DriverClient {
  readonly options: MongoOptions;
  readonly s: { readonly authProviders: unknown };
}

interface DriverStep {
  readonly connect: (options: { readonly existingSocket: Socket } & Document) => Promise<{
    command(namespace: { readonly db: string }, command: Document): Promise<Document>;
    destroy(): void;
  }>;
}

type Server = MongoAddress['servers'][number];

/** Logs in at one server of the cluster; https://www.mongodb.com/docs/manual/reference/error-codes/ */
export const probeMongodb: LoginProbe = async (egress, login, appName) => {
  const read = readMongoAddress(login.connectionString);
  const { serviceName } = read;
  const address = serviceName ? withServers(read, await egress.servers('mongodb', serviceName)) : read;
  const mechanism = address.options.get('authmechanism') ?? 'DEFAULT';
  if (!/^(?:DEFAULT|SCRAM-SHA-1|SCRAM-SHA-256)$/.test(mechanism))
    return { reply: { replyCode: 'mechanism' }, finding: otherMechanism(appName) };
  const { server, socket } = await reach(egress, address);
  try {
    return await converse(socket, server, address, login.command);
  } catch (error) {
    return failure(error, appName);
  } finally {
    socket.destroy();
  }
};

/** A socket to the first server that answers. */
async function reach(egress: Egress, { servers, options }: MongoAddress): Promise<{ server: Server; socket: Socket }> {
  const isEncrypted = options.get('tls') === 'true' || options.get('ssl') === 'true';
  const isLax = [options.get('tlsinsecure'), options.get('tlsallowinvalidcertificates')].includes('true');
  let last = new EgressError('dns');
  for (const server of servers.slice(0, maxTries)) {
    try {
      const encryption = isEncrypted ? 'upgrade' : 'none';
      const socket = await egress.connect({ ...server, service: 'mongodb', encryption }, budget);
      if (!isEncrypted) return { server, socket };
      const upgraded = await egress.upgrade(socket, server.host, { verify: !isLax }).catch((error: unknown) => {
        socket.destroy();
        throw error;
      });
      return { server, socket: upgraded };
    } catch (error) {
      last = toEgressError(error, 'connect');
    }
  }
  throw last;
}

async function converse(socket: Socket, server: Server, address: MongoAddress, command: string): Promise<LoginReply> {
  // Loaded when a test needs it: the driver costs several megabytes.
  const { MongoClient } = await import('mongodb');
  const { connect } = (await import(connectStep)) as DriverStep;
  const { username, password, database, options } = address;
  // Never connected: it only brings the options into the form that the step below takes.
  const { options: parsed, s: inner } = new MongoClient(`mongodb://${server.host}:${server.port}/`, {
    auth: { username, password },
    authSource: options.get('authsource') ?? (database === '' ? 'admin' : database),
    ...(options.has('authmechanism') ? { authMechanism: options.get('authmechanism') as 'DEFAULT' } : {}),
    appName: 'drawbridge-test',
    directConnection: true,
  }) as unknown as DriverClient;
  const connection = await connect({
    ...parsed,
    authProviders: inner.authProviders,
    ...{ existingSocket: socket, tls: false, hostAddress: parsed.hosts[0], cancellationToken: new EventEmitter() },
    ...{ id: 0, generation: 0, monitorCommands: false, socketTimeoutMS: replyMs },
  });
  try {
    const admin = { db: 'admin' };
    await connection.command(admin, { [command === '' ? 'ping' : command]: 1 });
    const who = (await connection.command(admin, { connectionStatus: 1 })) as ConnectionStatus;
    if (database !== '')
      await connection.command(
        { db: database },
        {
          ...{ listCollections: 1, nameOnly: true, authorizedCollections: true, cursor: {} },
        },
      );
    return { reply: {}, account: accountOf(address, server, who) };
  } finally {
    connection.destroy();
  }
}

interface ConnectionStatus {
  readonly authInfo?: { readonly authenticatedUsers?: readonly { readonly user?: unknown; readonly db?: unknown }[] };
}

function accountOf(address: MongoAddress, server: Server, { authInfo }: ConnectionStatus) {
  const [found] = authInfo?.authenticatedUsers ?? [];
  const user = typeof found?.user === 'string' ? found.user : address.username;
  const source = typeof found?.db === 'string' ? found.db : 'admin';
  const at =
    address.serviceName ??
    address.servers
      .map(({ host, port }) => `${host}:${port}`)
      .sort()
      .join(',');
  return { id: `${at}/${address.database}#${source}.${user}`, label: `${user}@${address.serviceName ?? server.host}` };
}

function failure(error: unknown, appName: string): LoginReply {
  if (error instanceof EgressError || error instanceof UnusableCredential) throw error;
  const { name, code, cause } = error as { name?: unknown; code?: unknown; cause?: unknown };
  if (cause instanceof EgressError) throw cause;
  if (typeof code === 'number') return { reply: { replyCode: String(code) }, finding: byCode(code, appName) };
  if (name === 'MongoNetworkTimeoutError') throw new EgressError('timeout');
  if (name === 'MongoNetworkError') throw new EgressError('connect');
  throw toEgressError(error, 'http');
}

function byCode(code: number, appName: string): Finding {
  if ([11, 18, 8000].includes(code)) return refused(appName);
  if (code === 13) return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', appName) };
  if ([91, 462, 11600, 11602, 13436].includes(code)) return undecided('provider_error', appName);
  return undecided('unexpected_reply', appName);
}

const otherMechanism = (appName: string): Finding =>
  undecided('unexpected_reply', appName, 'Only logins with user and password (SCRAM) can be tested.');
