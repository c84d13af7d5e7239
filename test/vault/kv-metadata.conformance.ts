/** Metadata and lists: https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTarget, type Target } from './target.ts';

let target: Target;
let kv: string;
beforeAll(async () => {
  target = await openTarget();
  kv = await target.kv();
});
afterAll(() => target.close());

async function secret(count: number, mount = kv): Promise<string> {
  const path = target.name('secret');
  for (let v = 1; v <= count; v++)
    expect((await target.root.post(`${mount}/data/${path}`, { data: { v } })).status).toBe(200);
  return path;
}

describe('metadata', () => {
  test('tells all versions and settings', async () => {
    const path = await secret(3);
    await target.root.post(`${kv}/delete/${path}`, { versions: [1] });
    await target.root.post(`${kv}/destroy/${path}`, { versions: [2] });
    const reply = await target.root.get(`${kv}/metadata/${path}`);
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({
      current_version: 3,
      oldest_version: 0,
      max_versions: 0,
      cas_required: false,
      delete_version_after: '0s',
      custom_metadata: null,
      created_time: expect.any(String),
      updated_time: expect.any(String),
      versions: {
        1: { created_time: expect.any(String), deletion_time: expect.stringMatching(/Z$/), destroyed: false },
        2: { destroyed: true },
        3: { deletion_time: '', destroyed: false },
      },
    });
  });

  test('of a missing secret is 404', async () => {
    expect((await target.root.get(`${kv}/metadata/${target.name('none')}`)).status).toBe(404);
  });

  test('can be written before the first version', async () => {
    const path = target.name('first');
    expect(
      (await target.root.post(`${kv}/metadata/${path}`, { max_versions: 2, custom_metadata: { op: '7' } })).status,
    ).toBe(204);
    expect((await target.root.get(`${kv}/metadata/${path}`)).at('data')).toMatchObject({
      current_version: 0,
      max_versions: 2,
      custom_metadata: { op: '7' },
      versions: {},
    });
    expect((await target.root.get(`${kv}/data/${path}`)).status).toBe(404);
  });

  test('a deletion destroys every version', async () => {
    const path = await secret(3);
    expect((await target.root.delete(`${kv}/metadata/${path}`)).status).toBe(204);
    expect((await target.root.get(`${kv}/metadata/${path}`)).status).toBe(404);
    expect((await target.root.get(`${kv}/data/${path}?version=1`)).status).toBe(404);
    expect((await target.root.post(`${kv}/undelete/${path}`, { versions: [1] })).status).toBe(204);
    expect((await target.root.get(`${kv}/data/${path}?version=1`)).status).toBe(404);
    expect((await target.root.post(`${kv}/data/${path}`, { data: {} })).number('data.version')).toBe(1);
  });

  test('a deletion of a missing secret is 204', async () => {
    expect((await target.root.delete(`${kv}/metadata/${target.name('none')}`)).status).toBe(204);
  });

  test('max_versions drops the oldest on the next write', async () => {
    const path = await secret(4);
    await target.root.post(`${kv}/metadata/${path}`, { max_versions: 2 });
    await target.root.post(`${kv}/data/${path}`, { data: { v: 5 } });
    expect(Object.keys((await target.root.get(`${kv}/metadata/${path}`)).at('data.versions') as object)).toEqual([
      '4',
      '5',
    ]);
    expect((await target.root.get(`${kv}/data/${path}?version=3`)).status).toBe(404);
    expect((await target.root.get(`${kv}/metadata/${path}`)).at('data.oldest_version')).toBe(4);
  });

  test('a write keeps what it does not name', async () => {
    const path = await secret(1);
    await target.root.post(`${kv}/metadata/${path}`, { max_versions: 5, custom_metadata: { a: '1' } });
    await target.root.post(`${kv}/metadata/${path}`, { cas_required: true });
    expect((await target.root.get(`${kv}/metadata/${path}`)).at('data')).toMatchObject({
      max_versions: 5,
      cas_required: true,
      custom_metadata: { a: '1' },
    });
  });
});

describe('custom metadata', () => {
  test('comes with reads and writes of the value', async () => {
    const path = await secret(1);
    await target.root.post(`${kv}/metadata/${path}`, { custom_metadata: { op: '42', kind: 'rotate' } });
    expect((await target.root.get(`${kv}/data/${path}`)).at('data.metadata.custom_metadata')).toEqual({
      op: '42',
      kind: 'rotate',
    });
    expect((await target.root.post(`${kv}/data/${path}`, { data: {} })).at('data.custom_metadata')).toEqual({
      op: '42',
      kind: 'rotate',
    });
  });

  test('a second write replaces it as a whole', async () => {
    const path = await secret(1);
    await target.root.post(`${kv}/metadata/${path}`, { custom_metadata: { a: '1', b: '2' } });
    await target.root.post(`${kv}/metadata/${path}`, { custom_metadata: { b: '3' } });
    expect((await target.root.get(`${kv}/metadata/${path}`)).at('data.custom_metadata')).toEqual({ b: '3' });
  });

  test('a patch merges', async () => {
    const path = await secret(1);
    await target.root.post(`${kv}/metadata/${path}`, { max_versions: 4, custom_metadata: { a: '1', b: '2' } });
    expect((await target.root.patch(`${kv}/metadata/${path}`, { custom_metadata: { b: null, c: '3' } })).status).toBe(
      204,
    );
    expect((await target.root.get(`${kv}/metadata/${path}`)).at('data')).toMatchObject({
      max_versions: 4,
      custom_metadata: { a: '1', c: '3' },
    });
  });

  test('a patch of a missing secret is 404', async () => {
    expect((await target.root.patch(`${kv}/metadata/${target.name('none')}`, { max_versions: 1 })).status).toBe(404);
  });

  test.each([
    ['more than 64 keys', Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, 'v']))],
    ['a key of more than 128 bytes', { ['k'.repeat(129)]: 'v' }],
    ['a value of more than 512 bytes', { k: 'v'.repeat(513) }],
    ['a value that is not printable', { k: 'a\u0007' }],
    ['a nested value', { k: { deep: 'v' } }],
  ])('%s is 400', async (_what, custom) => {
    const path = await secret(1);
    expect((await target.root.post(`${kv}/metadata/${path}`, { custom_metadata: custom })).status).toBe(400);
    expect((await target.root.get(`${kv}/metadata/${path}`)).at('data.custom_metadata')).toBeNull();
  });

  test('64 keys of 128 bytes with values of 512 bytes are allowed', async () => {
    const path = await secret(1);
    const custom = Object.fromEntries(
      Array.from({ length: 64 }, (_, i) => [`${String(i).padStart(3, '0')}${'k'.repeat(125)}`, 'v'.repeat(512)]),
    );
    expect((await target.root.post(`${kv}/metadata/${path}`, { custom_metadata: custom })).status).toBe(204);
  });
});

describe('lists', () => {
  test('are sorted, and folders end with a slash', async () => {
    const folder = target.name('folder');
    for (const name of ['b', 'a', 'c/x', 'c/y', 'a/z'])
      await target.root.post(`${kv}/data/${folder}/${name}`, { data: {} });
    expect((await target.root.list(`${kv}/metadata/${folder}`)).at('data.keys')).toEqual(['a', 'a/', 'b', 'c/']);
    expect((await target.root.list(`${kv}/metadata/${folder}/c`)).at('data.keys')).toEqual(['x', 'y']);
  });

  test('keep deleted secrets and lose erased ones', async () => {
    const folder = target.name('folder');
    for (const name of ['deleted', 'erased']) await target.root.post(`${kv}/data/${folder}/${name}`, { data: {} });
    await target.root.delete(`${kv}/data/${folder}/deleted`);
    await target.root.delete(`${kv}/metadata/${folder}/erased`);
    expect((await target.root.list(`${kv}/metadata/${folder}`)).at('data.keys')).toEqual(['deleted']);
  });

  test('of a folder whose last secret was erased are 404', async () => {
    const folder = target.name('folder');
    await target.root.post(`${kv}/data/${folder}/only`, { data: {} });
    await target.root.delete(`${kv}/metadata/${folder}/only`);
    expect((await target.root.list(`${kv}/metadata/${folder}`)).status).toBe(404);
  });

  test('are not filtered by policy', async () => {
    const folder = target.name('folder');
    for (const name of ['mine', 'theirs']) await target.root.post(`${kv}/data/${folder}/${name}`, { data: {} });
    const token = await target.tokenFor(
      `path "${kv}/metadata/${folder}" { capabilities = ["list"] }\npath "${kv}/metadata/${folder}/theirs" { capabilities = ["deny"] }`,
    );
    expect((await token.list(`${kv}/metadata/${folder}`)).at('data.keys')).toEqual(['mine', 'theirs']);
  });

  test('of values do not exist', async () => {
    expect([404, 405]).toContain((await target.root.list(`${kv}/data/x`)).status);
  });
});
