import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { loopbackEgress, probing } from './support.ts';

/** A peer with a thread of its own, so that it answers while this one stands still. */
const peer = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:http').createServer((request, response) => response.end('here'));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

test('what a peer answered while the process stood still is read, though the time is over', async () => {
  const worker = new Worker(peer, { eval: true });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const call = loopbackEgress([port]).request(probing(`http://api.example.com:${port}/`, { totalMs: 500 }));
  // Sent, and then nothing moves here for longer than the call may take.
  await new Promise((resolve) => setTimeout(resolve, 5));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
  expect((await call).body.toString()).toBe('here');
  await worker.terminate();
});
