import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EgressRequest } from '../../backend/src/platform/egress/index.ts';
import { decodedBasic } from './arrival.ts';
import { ask } from './ask.ts';
import { simulated, where } from './methods.ts';
import { ProviderSimulator } from './simulator.ts';
import { TowardsSimulator } from './towards-simulator.ts';

const simulator = new ProviderSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.close());

/** Another credential of the same shape: its last letter differs. */
function withOtherKey(request: EgressRequest): EgressRequest {
  const change = (text: string) => text.replace(/(sim\d+)x/gi, '$1y');
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name, changedHeader(value, change)]);
  const body = typeof request.body === 'string' ? change(request.body) : null;
  return { ...request, url: new URL(change(request.url.href)), headers: Object.fromEntries(headers), body };
}

function changedHeader(value: string, change: (text: string) => string): string {
  if (!value.startsWith('Basic ')) return change(value);
  return `Basic ${Buffer.from(change(decodedBasic(value))).toString('base64')}`;
}

/** The right credential where nobody looks for it. */
function withKeyElsewhere(request: EgressRequest): EgressRequest {
  const own = new Set(['accept', 'content-type', 'user-agent']);
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [
    own.has(name) ? name : `x-${name}`,
    value,
  ]);
  const url = new URL(request.url);
  url.search = url.search.replace(/([^?&=]+)=/g, 'x$1=');
  const body = typeof request.body === 'string' ? request.body.replace(/"(\w+)":/g, '"x$1":') : null;
  return { ...request, url, headers: Object.fromEntries(headers), body };
}

const ways = [
  { name: 'another key', change: withOtherKey, rows: simulated },
  {
    name: 'a key in another place',
    change: withKeyElsewhere,
    rows: where(({ facts }) => Object.keys(facts.sends).length > 0),
  },
  {
    name: 'a request to another path',
    change: (request: EgressRequest) => ({ ...request, url: new URL(`${request.url.href.split('?')[0]}/x`) }),
    rows: simulated,
  },
];

describe.each(ways)('the simulator does not accept $name:', ({ change, rows }) => {
  test.each(rows)('%s', async (_name, one) => {
    const egress = new TowardsSimulator({ port: simulator.port, change });
    const { result } = await ask(simulator, egress, one, { is: 'good' });
    expect(result.test.token).not.toBe('ok');
    expect(result.account).toBeUndefined();
  });
});
