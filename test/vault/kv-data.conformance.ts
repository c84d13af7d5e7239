/** Values and check-and-set: https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reply } from './client.ts';
import { openTarget, type Target } from './target.ts';

let target: Target;
let kv: string;
beforeAll(async () => {
  target = await openTarget();
  kv = await target.kv();
});
afterAll(() => target.close());

const write = (path: string, data: unknown, options?: Record<string, unknown>): Promise<Reply> =>
  target.root.post(`${kv}/data/${path}`, { data, ...(options && { options }) });
const read = (path: string, version?: number): Promise<Reply> =>
  target.root.get(`${kv}/data/${path}${version === undefined ? '' : `?version=${version}`}`);
/** A secret with versions 1 to `count`, each `{ v: n }`. */
async function secret(count: number): Promise<string> {
  const path = target.name('secret');
  for (let v = 1; v <= count; v++) expect((await write(path, { v })).status).toBe(200);
  return path;
}

describe('writing and reading', () => {
  test('a write tells the version', async () => {
    const reply = await write(target.name('s'), { a: '1' });
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({
      version: 1,
      deletion_time: '',
      destroyed: false,
      custom_metadata: null,
      created_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  test('a read gives data and metadata', async () => {
    const path = await secret(1);
    const reply = await read(path);
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({
      data: { v: 1 },
      metadata: {
        version: 1,
        deletion_time: '',
        destroyed: false,
        custom_metadata: null,
        created_time: expect.any(String),
      },
    });
  });

  test('a second write makes a second version', async () => {
    const path = await secret(2);
    expect((await read(path)).at('data')).toMatchObject({ data: { v: 2 }, metadata: { version: 2 } });
  });

  test('an older version can be read', async () => {
    const path = await secret(3);
    expect((await read(path, 1)).at('data')).toMatchObject({ data: { v: 1 }, metadata: { version: 1 } });
    expect((await read(path, 2)).at('data.data')).toEqual({ v: 2 });
  });

  test('version 0 is the newest', async () => {
    expect((await read(await secret(2), 0)).at('data.metadata.version')).toBe(2);
  });

  test('a version that never was is 404', async () => {
    const reply = await read(await secret(1), 9);
    expect([reply.status, reply.at('errors')]).toEqual([404, []]);
  });

  test('a version that is no number is 400', async () => {
    expect((await target.root.get(`${kv}/data/${await secret(1)}?version=one`)).status).toBe(400);
  });

  test.each([
    ['nested maps and lists', { a: { b: [1, 'two', { c: null }] } }],
    ['texts of every script', { text: 'žluťoučký 🐎 "quoted" \\ \u0001' }],
    ['numbers, booleans and null', { n: 0, f: 1.5, t: true, x: null }],
    ['nothing', {}],
  ])('%s come back as they were', async (_what, data) => {
    const path = target.name('kept');
    await write(path, data);
    expect((await read(path)).at('data.data')).toEqual(data);
  });

  test('a write without data is 400', async () => {
    expect((await target.root.post(`${kv}/data/${target.name('s')}`, {})).status).toBe(400);
    expect((await target.root.post(`${kv}/data/${target.name('s')}`, { a: 'b' })).status).toBe(400);
  });

  test('data that is no map is refused', async () => {
    expect((await write(target.name('s'), 'text')).status).toBe(400);
  });

  test('a secret and a folder may have the same name', async () => {
    const name = target.name('both');
    await write(name, { is: 'secret' });
    await write(`${name}/inner`, { is: 'inner' });
    expect((await read(name)).at('data.data')).toEqual({ is: 'secret' });
    expect((await read(`${name}/inner`)).at('data.data')).toEqual({ is: 'inner' });
    expect((await target.root.list(`${kv}/metadata`)).at('data.keys')).toEqual(
      expect.arrayContaining([name, `${name}/`]),
    );
  });

  test('ten versions are kept unless told otherwise', async () => {
    const path = await secret(11);
    expect((await read(path, 1)).status).toBe(404);
    expect((await read(path, 2)).at('data.data')).toEqual({ v: 2 });
  });
});

describe('check-and-set', () => {
  test('0 allows the first write only', async () => {
    const path = target.name('cas');
    expect((await write(path, { v: 1 }, { cas: 0 })).number('data.version')).toBe(1);
    expect((await write(path, { v: 2 }, { cas: 0 })).status).toBe(400);
    expect((await read(path)).at('data.data')).toEqual({ v: 1 });
  });

  test('the current version allows the next', async () => {
    const path = await secret(1);
    expect((await write(path, { v: 2 }, { cas: 1 })).number('data.version')).toBe(2);
    expect((await write(path, { v: 3 }, { cas: 1 })).status).toBe(400);
    expect((await write(path, { v: 3 }, { cas: 9 })).status).toBe(400);
  });

  test('a number in a text counts as well', async () => {
    expect((await write(await secret(1), { v: 2 }, { cas: '1' })).status).toBe(200);
  });

  test('of twenty at once exactly one wins', async () => {
    const path = await secret(1);
    const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => write(path, { by: i }, { cas: 1 })));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 400)).toHaveLength(19);
    expect((await read(path)).at('data.metadata.version')).toBe(2);
  });

  test('0 fails on a deleted secret, as its versions still count', async () => {
    const path = await secret(1);
    await target.root.delete(`${kv}/data/${path}`);
    expect((await write(path, { v: 2 }, { cas: 0 })).status).toBe(400);
    expect((await write(path, { v: 2 }, { cas: 1 })).number('data.version')).toBe(2);
  });

  test('0 works again once the metadata is deleted', async () => {
    const path = await secret(2);
    await target.root.delete(`${kv}/metadata/${path}`);
    expect((await write(path, { v: 1 }, { cas: 0 })).number('data.version')).toBe(1);
  });

  test('0 works on a secret that has metadata only', async () => {
    const path = target.name('cas');
    await target.root.post(`${kv}/metadata/${path}`, { max_versions: 3 });
    expect((await write(path, { v: 1 }, { cas: 0 })).number('data.version')).toBe(1);
  });

  test('can be required by the secret', async () => {
    const path = target.name('cas');
    await target.root.post(`${kv}/metadata/${path}`, { cas_required: true });
    expect((await write(path, { v: 1 })).status).toBe(400);
    expect((await write(path, { v: 1 }, { cas: 0 })).status).toBe(200);
  });
});
