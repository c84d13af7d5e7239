import { describe, expect, test } from '@jest/globals';
import { apps } from '../apps/index.ts';
import { buildUrl } from './build-url.ts';
import { shownAddress } from './shown-address.ts';
import { placeholdersIn } from './template.ts';

const methodOf = (app: string, key: string) => {
  const method = apps.find(({ id }) => id === app)?.methods.find((one) => one.key === key);
  if (!method) throw new Error(`${app}/${key}`);
  return method;
};
const shown = (app: string, url: string, key = apps.find(({ id }) => id === app)?.methods[0]?.key ?? '') =>
  shownAddress(methodOf(app, key), new URL(url));

test('a secret in the path is shown as its placeholder', () => {
  expect(shown('telegram', 'https://api.telegram.org/bot123456:AAcanary/getMe')).toEqual({
    purpose: 'test',
    address: expect.stringMatching(/^api\.telegram\.org\/bot\{\w+\}\/getMe$/),
  });
});

test('a query is not shown at all', () => {
  expect(shown('openweather', 'https://api.openweathermap.org/data/2.5/weather?q=a&appid=canary').address).not.toMatch(
    /canary|\?/,
  );
});

test('a host of a person is shown, a path of theirs is not', () => {
  const { address } = shown('wordpress', 'https://shop.example/canary/wp-json/wp/v2/users/me?context=edit');
  expect(address).toBe('shop.example/wp-json/wp/v2/users/me');
});

test('an address that is itself the secret is its placeholder, host and all', () => {
  const webhook = apps.flatMap(({ id, methods }) =>
    methods.flatMap((method) =>
      method.fields.some(({ format, secret }) => format === 'url' && secret) ? [{ id, method }] : [],
    ),
  );
  expect(webhook.length).toBeGreaterThan(0);
  for (const { method } of webhook)
    expect(shownAddress(method, new URL('https://canary.example/canary/path')).address).not.toContain('canary');
});

test('what is known to no definition is its host alone', () => {
  expect(shown('telegram', 'https://api.telegram.org/elsewhere/canary')).toEqual({
    purpose: 'other',
    address: 'api.telegram.org/…',
  });
});

describe('over the whole catalog', () => {
  const canary = 'canary4711';
  const all = apps.flatMap((app) => app.methods.map((method) => ({ id: `${app.id}/${method.key}`, method })));

  test.each(all)('$id shows no value in a path or a query', ({ method }) => {
    if (method.test.kind !== 'request') return;
    const { url: address } = method.test.request;
    const template = address === '' || address.startsWith('/') ? `${method.baseUrl ?? ''}${address}` : address;
    const values = Object.fromEntries(placeholdersIn(template).map((name) => [name, canary]));
    const host = /^https:\/\/[^{}/]+(?=\/|$)/.exec(template)?.[0];
    // Hosts that hold a field have rules of their own, which a canary does not meet.
    if (host === undefined) return;
    const url = new URL(buildUrl(method, method.test.request.url, values).href);
    url.searchParams.set('key', canary);
    const shownAs = shownAddress(method, url);
    expect(shownAs.address).not.toContain(canary);
    expect(shownAs.purpose).not.toBe('other');
  });
});
