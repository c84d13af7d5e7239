// Puts load on servers in turn, so that what else happens on the machine meets all of them alike.
import autocannon from 'autocannon';
import { cpuSeconds } from './processes.mjs';
import { spread } from './statistics.mjs';

/**
 * Measures every side in every round, in changing order. A side is `{ name, pid, request: { url, method, headers, body } }`.
 * Returns for each side its rounds: requests per second, latencies, and processor milliseconds per request.
 */
export async function measureInterleaved(sides, { rounds, seconds, warmUp, connections }) {
  for (const side of sides) await shoot(side, { seconds: warmUp, connections });
  const results = Object.fromEntries(sides.map((side) => [side.name, []]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? sides : [...sides].reverse();
    for (const side of order) results[side.name].push(await shoot(side, { seconds, connections }));
  }
  return results;
}

/** The ratios of two sides, round by round. */
export const ratios = (results, a, b, figure = 'perSecond') =>
  spread(results[a].map((round, index) => round[figure] / results[b][index][figure]));

/** The middle of a figure over the rounds. */
export const middle = (results, name, figure = 'perSecond') =>
  spread(results[name].map((round) => round[figure])).median;

async function shoot({ name, pid, request }, { seconds, connections }) {
  const before = cpuSeconds(pid);
  const startedAt = performance.now();
  const result = await autocannon({ ...request, duration: seconds, connections, timeout: 10 });
  const elapsed = (performance.now() - startedAt) / 1000;
  const good = result['2xx'];
  if (result.errors > 0 || result.non2xx > 0 || good === 0)
    throw new Error(`${name}: ${good} good replies, ${result.non2xx} others, ${result.errors} errors`);
  const after = cpuSeconds(pid);
  return {
    perSecond: good / elapsed,
    p50: result.latency.p50,
    p99: result.latency.p99,
    ...(before !== undefined && after !== undefined && { cpuMs: ((after - before) * 1000) / good }),
  };
}
