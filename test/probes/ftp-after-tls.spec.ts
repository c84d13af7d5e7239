import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findApp } from '@drawbridge/catalog/apps';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { Probes } from '../../backend/src/probes/index.ts';
import { selfSigned } from '../egress/certificate.ts';
import { listen, loopbackEgress, shut } from '../egress/support.ts';
import { onPort } from './app-of.ts';

const certificate = selfSigned('ftp.example.com');
const opened = new Set<Socket>();
let connections: Socket[];
let afterHandshake: (secured: TLSSocket, raw: Socket) => void;
// The server agrees to TLS, and what comes after it is passed on to one that speaks it.
const tls = createTlsServer(certificate, (secured) => {
  secured.on('error', () => undefined);
  const raw = connections.at(-1);
  if (raw) afterHandshake(secured, raw);
});
const plain = createTcpServer((socket) => {
  connections.push(socket.on('error', () => undefined));
  socket.write('220 ready\r\n');
  socket.once('data', () => {
    socket.write('234 go on\r\n');
    const inner = connect((tls.address() as { port: number }).port, '127.0.0.1');
    opened.add(inner.on('error', () => undefined)).add(socket);
    socket.pipe(inner).pipe(socket);
  });
});
let port: number;

beforeAll(async () => {
  tls.on('connection', (socket: Socket) => opened.add(socket));
  await listen(tls);
  port = await listen(plain);
});
afterAll(async () => {
  for (const socket of opened) socket.destroy();
  await Promise.all([shut(plain), shut(tls)]);
});

const ends: Record<string, typeof afterHandshake> = {
  'cuts the connection': (_secured, raw) => void raw.resetAndDestroy(),
  'hangs up': (secured) => void secured.end(),
  'sends what is no FTP, and cuts the connection': (secured, raw) =>
    secured.write(Buffer.alloc(70_000, 0xff), () => raw.resetAndDestroy()),
};

test.each(Object.keys(ends))('a server that %s after the handshake decides nothing, and harms nobody', async (how) => {
  connections = [];
  let handshakes = 0;
  afterHandshake = (secured, raw) => {
    handshakes++;
    ends[how]?.(secured, raw);
  };
  const app = findApp('ftp');
  const method = app?.methods[0];
  if (!app || !method) throw new Error('no FTP');
  const fields = { host: 'ftp.example.com', port: String(port), username: 'anna', password: 'p', security: 'starttls' };
  const probes = new Probes(loopbackEgress([port], { ca: [certificate.cert] }));
  // More often than the places that a server has.
  for (let times = 0; times < 6; times++) {
    const result = await probes.probe({ ...onPort({ app, method }, port), fields });
    expect(result.test).toMatchObject({ token: 'undecided', permissions: 'undecided' });
  }
  expect(handshakes).toBe(6);
  // What is thrown late, where nobody listens, is thrown by now.
  await new Promise((resolve) => setTimeout(resolve, 50));
});
