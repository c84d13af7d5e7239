/** What policies grant: https://developer.hashicorp.com/vault/docs/concepts/policies */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Vault } from './client.ts';
import { openTarget, type Target } from './target.ts';

let target: Target;
let kv: string;
beforeAll(async () => {
  target = await openTarget();
  kv = await target.kv();
  for (const path of ['a', 'a/b', 'a/b/c', 'a/bc', 'x/b', 'x/y/z'])
    await target.root.post(`${kv}/data/${path}`, { data: { at: path } });
});
afterAll(() => target.close());

const rule = (path: string, ...capabilities: string[]): string =>
  `path "${kv}/${path}" { capabilities = ${JSON.stringify(capabilities)} }\n`;
const statusOf = async (token: Vault, path: string): Promise<number> => (await token.get(`${kv}/${path}`)).status;

describe('capabilities', () => {
  test('read allows reading and nothing else', async () => {
    const token = await target.tokenFor(rule('data/a', 'read'));
    expect((await token.get(`${kv}/data/a`)).status).toBe(200);
    expect((await token.post(`${kv}/data/a`, { data: {} })).status).toBe(403);
    expect((await token.delete(`${kv}/data/a`)).status).toBe(403);
    expect((await token.patch(`${kv}/data/a`, { data: {} })).status).toBe(403);
    expect((await token.list(`${kv}/metadata/a`)).status).toBe(403);
  });

  test('create allows the first write only', async () => {
    const token = await target.tokenFor(rule('data/created', 'create'));
    expect((await token.post(`${kv}/data/created`, { data: {} })).status).toBe(200);
    expect((await token.post(`${kv}/data/created`, { data: {} })).status).toBe(403);
  });

  test('update allows every write but the first', async () => {
    const token = await target.tokenFor(rule('data/updated', 'update'));
    expect((await token.post(`${kv}/data/updated`, { data: {} })).status).toBe(403);
    await target.root.post(`${kv}/data/updated`, { data: {} });
    expect((await token.post(`${kv}/data/updated`, { data: {} })).status).toBe(200);
  });

  test('create is for metadata too', async () => {
    const token = await target.tokenFor(rule('metadata/only-update', 'update'));
    expect((await token.post(`${kv}/metadata/only-update`, { max_versions: 3 })).status).toBe(403);
  });

  test('patch allows PATCH', async () => {
    await target.root.post(`${kv}/data/patched`, { data: { a: '1' } });
    const token = await target.tokenFor(rule('data/patched', 'patch'));
    expect((await token.patch(`${kv}/data/patched`, { data: { b: '2' } })).status).toBe(200);
    expect((await token.post(`${kv}/data/patched`, { data: {} })).status).toBe(403);
  });

  test('delete allows DELETE', async () => {
    await target.root.post(`${kv}/data/deleted`, { data: {} });
    const token = await target.tokenFor(rule('data/deleted', 'delete'));
    expect((await token.delete(`${kv}/data/deleted`)).status).toBe(204);
    expect((await token.get(`${kv}/data/deleted`)).status).toBe(403);
  });

  test('list allows listing and nothing else', async () => {
    const token = await target.tokenFor(rule('metadata/a/', 'list'));
    expect((await token.list(`${kv}/metadata/a`)).at('data.keys')).toEqual(expect.arrayContaining(['b']));
    expect((await token.get(`${kv}/metadata/a`)).status).toBe(403);
  });

  test('a rule for a folder without its slash allows listing it', async () => {
    const token = await target.tokenFor(rule('metadata/a', 'list'));
    expect((await token.list(`${kv}/metadata/a`)).status).toBe(200);
    expect((await token.list(`${kv}/metadata/a/`)).status).toBe(200);
  });

  test('deny beats everything on the same path, in one policy and across two', async () => {
    const one = await target.tokenFor(rule('data/a', 'read', 'deny'));
    expect(await statusOf(one, 'data/a')).toBe(403);
    const [allow, deny] = [await target.policy(rule('data/a', 'read')), await target.policy(rule('data/a', 'deny'))];
    const both = target.root.with(
      (await target.root.post('auth/token/create', { policies: [allow, deny], ttl: '5m' })).text('auth.client_token'),
    );
    expect(await statusOf(both, 'data/a')).toBe(403);
  });

  test('capabilities of two policies on the same path add up', async () => {
    const [read, list] = [
      await target.policy(rule('metadata/a', 'read')),
      await target.policy(rule('metadata/a', 'list')),
    ];
    const both = target.root.with(
      (await target.root.post('auth/token/create', { policies: [read, list], ttl: '5m' })).text('auth.client_token'),
    );
    expect(await statusOf(both, 'metadata/a')).toBe(200);
    expect((await both.list(`${kv}/metadata/a`)).status).toBe(200);
  });
});

describe('paths', () => {
  test('an exact rule covers that path only', async () => {
    const token = await target.tokenFor(rule('data/a', 'read'));
    expect(await statusOf(token, 'data/a/b')).toBe(403);
    expect(await statusOf(token, 'data/x/b')).toBe(403);
  });

  test('a trailing slash does not get around an exact deny', async () => {
    const token = await target.tokenFor(rule('data/*', 'read') + rule('data/a', 'deny'));
    expect(await statusOf(token, 'data/a')).toBe(403);
    expect(await statusOf(token, 'data/a/')).not.toBe(200);
  });

  test('a trailing slash does not get around a deny of a list', async () => {
    const token = await target.tokenFor(rule('metadata/*', 'list') + rule('metadata/a', 'deny'));
    expect((await token.list(`${kv}/metadata/a`)).status).toBe(403);
    expect((await token.list(`${kv}/metadata/a/`)).status).toBe(403);
  });

  test('a final star covers everything that follows', async () => {
    const token = await target.tokenFor(rule('data/a/b*', 'read'));
    for (const path of ['data/a/b', 'data/a/bc', 'data/a/b/c']) expect(await statusOf(token, path)).toBe(200);
    expect(await statusOf(token, 'data/a')).toBe(403);
  });

  test('a star that is not final is an ordinary character', async () => {
    const token = await target.tokenFor(rule('data/*/b', 'read'));
    expect(await statusOf(token, 'data/a/b')).toBe(403);
  });

  test('a plus covers exactly one segment', async () => {
    const token = await target.tokenFor(rule('data/+/b', 'read'));
    expect(await statusOf(token, 'data/a/b')).toBe(200);
    expect(await statusOf(token, 'data/x/b')).toBe(200);
    expect(await statusOf(token, 'data/a/b/c')).toBe(403);
    expect(await statusOf(token, 'data/a')).toBe(403);
  });

  test('plus and star go together', async () => {
    const token = await target.tokenFor(rule('data/+/b*', 'read'));
    for (const path of ['data/a/b', 'data/a/bc', 'data/a/b/c', 'data/x/b'])
      expect(await statusOf(token, path)).toBe(200);
    expect(await statusOf(token, 'data/x/y/z')).toBe(403);
  });

  test('a longer rule beats a shorter one, both ways', async () => {
    const closed = await target.tokenFor(rule('data/*', 'read') + rule('data/a/*', 'deny'));
    expect(await statusOf(closed, 'data/x/b')).toBe(200);
    expect(await statusOf(closed, 'data/a/b')).toBe(403);
    const opened = await target.tokenFor(rule('data/*', 'deny') + rule('data/a/*', 'read'));
    expect(await statusOf(opened, 'data/a/b')).toBe(200);
    expect(await statusOf(opened, 'data/x/b')).toBe(403);
  });

  test('an exact rule beats a wildcard, even a deny', async () => {
    const token = await target.tokenFor(rule('data/a/*', 'deny') + rule('data/a/b', 'read'));
    expect(await statusOf(token, 'data/a/b')).toBe(200);
    expect(await statusOf(token, 'data/a/bc')).toBe(403);
  });

  test('rules of different patterns do not add up', async () => {
    const token = await target.tokenFor(rule('data/*', 'read') + rule('data/a/*', 'delete'));
    expect(await statusOf(token, 'data/a/b')).toBe(403);
  });
});

/** The documented order of priority, written down a second time: the suite's own opinion, not the server's. */
function expected(patterns: string[], path: string): string | undefined {
  const fits = (pattern: string): boolean => {
    const source = pattern
      .replace(/\*$/, '')
      .split('/')
      .map((part) => (part === '+' ? '[^/]+' : part))
      .join('/');
    return new RegExp(`^${source}${pattern.endsWith('*') ? '.*' : ''}$`).test(path);
  };
  const firstWild = (pattern: string): number => (pattern.search(/[+*]/) < 0 ? Infinity : pattern.search(/[+*]/));
  const pluses = (pattern: string): number => pattern.split('/').filter((part) => part === '+').length;
  return patterns.filter(fits).sort((a, b) => {
    if (firstWild(a) !== firstWild(b)) return firstWild(b) - firstWild(a);
    if (a.endsWith('*') !== b.endsWith('*')) return a.endsWith('*') ? 1 : -1;
    if (pluses(a) !== pluses(b)) return pluses(a) - pluses(b);
    if (a.length !== b.length) return b.length - a.length;
    return a < b ? 1 : -1;
  })[0];
}

describe('priority', () => {
  const segment = fc.constantFrom('a', 'b', 'ab');
  const pattern = fc
    .tuple(
      fc.array(fc.oneof(segment, fc.constant('+')), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '', '*', '/*'),
    )
    .map(([parts, tail]) => (parts.at(-1) === '+' && tail === '*' ? parts.join('/') : parts.join('/') + tail));
  const marks = ['read', 'update', 'delete', 'list', 'create', 'patch'];

  test('of all rules that fit, the documented one counts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(pattern, { minLength: 2, maxLength: marks.length }),
        fc.array(fc.array(segment, { minLength: 1, maxLength: 4 }), { minLength: 6, maxLength: 6 }),
        async (patterns, places) => {
          const prefix = `fuzz-${Math.random().toString(36).slice(2)}`;
          const token = await target.tokenFor(
            patterns.map((each, i) => `path "${prefix}/${each}" { capabilities = ["${marks[i]}"] }\n`).join('') +
              'path "sys/capabilities-self" { capabilities = ["update"] }',
          );
          const paths = [...new Set(places.map((place) => place.join('/')))];
          const reply = await token.post('sys/capabilities-self', { paths: paths.map((path) => `${prefix}/${path}`) });
          for (const path of paths) {
            const winner = expected(patterns, path);
            const granted = (reply.at('data') as Record<string, string[]>)[`${prefix}/${path}`];
            expect({ patterns, path, granted }).toEqual({
              patterns,
              path,
              granted: [winner === undefined ? 'deny' : marks[patterns.indexOf(winner)]],
            });
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
