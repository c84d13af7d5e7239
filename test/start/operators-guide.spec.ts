import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { configSchema } from '../../backend/src/platform/config/config.ts';

const guide = readFileSync(new URL('../../deploy/README.md', import.meta.url), 'utf8');

test('the guide for operators names every setting', () => {
  const missing = Object.keys(configSchema.shape).filter((name) => !guide.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});

test('the guide names no setting that does not exist', () => {
  const [table = ''] = /### Settings\n([\s\S]*?)\n###/.exec(guide)?.slice(1) ?? [];
  const named = [...table.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !(`${name}` in configSchema.shape))).toEqual([]);
});

test('the defaults in the guide are those of the code', () => {
  const required = {
    DATABASE_URL: 'postgres://a@b/c',
    DATABASE_WORKER_URL: 'postgres://a@b/c',
    VAULT_ADDR: 'https://v:8200',
  };
  const defaults = new Map(
    Object.entries(configSchema.parse(required)).map(([name, value]) => [name, JSON.stringify(value)]),
  );
  for (const [, name = '', written = ''] of guide.matchAll(/^\| `([A-Z_]+)` \| `([^`]+)` \|/gm))
    expect([name, defaults.get(name)?.replaceAll('"', '')]).toEqual([name, written]);
});
