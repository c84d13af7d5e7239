import { afterEach, describe, expect, test } from '@jest/globals';
import { until } from '../support/until.ts';
import { failureOf, loopbackEgress, tcpPeer } from './support.ts';

const opened: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

describe('a connection for another protocol', () => {
  const target = (port: number) => ({ host: 'db.example.com', port, service: 'postgres', encryption: 'none' }) as const;

  test('is handed over open and dies with its budget', async () => {
    const server = await tcpPeer((socket) => socket.write('hello'));
    opened.push(() => server.close());
    const socket = await loopbackEgress([server.port]).connect(target(server.port), { totalMs: 150 });
    const first = await new Promise((resolve) => socket.once('data', resolve));
    expect(String(first)).toBe('hello');
    const error = await new Promise((resolve) => socket.once('error', resolve));
    expect(error).toMatchObject({ failure: 'timeout' });
  });

  test('is closed when its peer sends more than the budget', async () => {
    const server = await tcpPeer((socket) => {
      const pump = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(16_384))) continue;
      };
      socket.on('drain', pump);
      pump();
    });
    opened.push(() => server.close());
    const socket = await loopbackEgress([server.port]).connect(target(server.port));
    socket.resume();
    expect(await new Promise((resolve) => socket.once('error', resolve))).toMatchObject({ failure: 'too_large' });
  });

  test('gives its place back when it closes', async () => {
    const server = await tcpPeer(() => undefined);
    opened.push(() => server.close());
    const egress = loopbackEgress([server.port]);
    for (let i = 0; i < 12; i++) (await egress.connect(target(server.port), { totalMs: 1000 })).destroy();
    expect(await failureOf(() => egress.connect(target(1)))).toMatchObject({ failure: 'blocked' });
  });

  test('gives its place back, and leaves no timer, when a client took every listener off it', async () => {
    const server = await tcpPeer(() => undefined);
    opened.push(() => server.close());
    const egress = loopbackEgress([server.port]);
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    for (let i = 0; i < 12; i++) {
      const socket = await egress.connect(target(server.port), { totalMs: 1000 });
      socket.removeAllListeners();
      socket.destroy();
    }
    await until('no timer is left', () => timers() <= before, 800);
  });

  test('ends quietly when its time is over and nobody listens to it any more', async () => {
    const server = await tcpPeer(() => undefined);
    opened.push(() => server.close());
    const socket = await loopbackEgress([server.port]).connect(target(server.port), { totalMs: 100 });
    socket.removeAllListeners();
    await until('the socket has ended', () => socket.destroyed, 2000);
    // An error that nobody listens to would be thrown, and end the process, in the next turn.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(socket.errored).toMatchObject({ failure: 'timeout' });
  });

  test('that nobody accepts is a connect failure', async () => {
    const server = await tcpPeer(() => undefined);
    await server.close();
    expect(await failureOf(() => loopbackEgress([server.port]).connect(target(server.port)))).toMatchObject({
      failure: 'connect',
    });
  });
});
