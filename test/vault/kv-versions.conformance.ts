/** Deleting, patching and the shape of values: https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2 */
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

describe('deleting the newest version', () => {
  test('is 204, and a read is then 404 with metadata and no data', async () => {
    const path = await secret(1);
    expect((await target.root.delete(`${kv}/data/${path}`)).status).toBe(204);
    const reply = await read(path);
    expect(reply.status).toBe(404);
    expect(reply.at('data')).toMatchObject({
      data: null,
      metadata: { version: 1, destroyed: false, deletion_time: expect.stringMatching(/Z$/) },
    });
  });

  test('leaves older versions', async () => {
    const path = await secret(2);
    await target.root.delete(`${kv}/data/${path}`);
    expect((await read(path, 1)).at('data.data')).toEqual({ v: 1 });
  });

  test('of a missing secret is 204', async () => {
    expect((await target.root.delete(`${kv}/data/${target.name('none')}`)).status).toBe(204);
  });

  test('is followed by the next version', async () => {
    const path = await secret(1);
    await target.root.delete(`${kv}/data/${path}`);
    expect((await write(path, { v: 2 })).number('data.version')).toBe(2);
    expect((await read(path)).status).toBe(200);
  });
});

describe('chosen versions', () => {
  test('can be deleted and undeleted', async () => {
    const path = await secret(3);
    expect((await target.root.post(`${kv}/delete/${path}`, { versions: [1, 2] })).status).toBe(204);
    expect([(await read(path, 1)).status, (await read(path, 2)).status, (await read(path, 3)).status]).toEqual([
      404, 404, 200,
    ]);
    expect((await target.root.post(`${kv}/undelete/${path}`, { versions: [2] })).status).toBe(204);
    expect([(await read(path, 1)).status, (await read(path, 2)).status]).toEqual([404, 200]);
    expect((await read(path, 2)).at('data')).toMatchObject({ data: { v: 2 }, metadata: { deletion_time: '' } });
  });

  test('can be destroyed, for ever', async () => {
    const path = await secret(2);
    expect((await target.root.put(`${kv}/destroy/${path}`, { versions: [1] })).status).toBe(204);
    const reply = await read(path, 1);
    expect(reply.status).toBe(404);
    expect(reply.at('data')).toMatchObject({ data: null, metadata: { version: 1, destroyed: true } });
    expect((await target.root.post(`${kv}/undelete/${path}`, { versions: [1] })).status).toBe(204);
    expect((await read(path, 1)).status).toBe(404);
    expect((await read(path)).at('data.data')).toEqual({ v: 2 });
  });

  test('destroying takes POST as well', async () => {
    const path = await secret(1);
    expect((await target.root.post(`${kv}/destroy/${path}`, { versions: [1] })).status).toBe(204);
    expect((await read(path)).at('data.metadata.destroyed')).toBe(true);
  });

  test.each(['delete', 'undelete', 'destroy'])('%s of a missing secret or version is 204', async (verb) => {
    expect((await target.root.post(`${kv}/${verb}/${target.name('none')}`, { versions: [1] })).status).toBe(204);
    expect((await target.root.post(`${kv}/${verb}/${await secret(1)}`, { versions: [7] })).status).toBe(204);
  });

  test.each(['delete', 'undelete', 'destroy'])('%s without versions is 400', async (verb) => {
    expect((await target.root.post(`${kv}/${verb}/${await secret(1)}`, {})).status).toBe(400);
    expect((await target.root.post(`${kv}/${verb}/${await secret(1)}`, { versions: [] })).status).toBe(400);
  });
});

describe('patch', () => {
  test('merges into the newest version', async () => {
    const path = target.name('patched');
    await write(path, { keep: '1', change: '2', drop: '3', deep: { x: 1, y: 2 } });
    const reply = await target.root.patch(`${kv}/data/${path}`, {
      data: { change: 'new', drop: null, deep: { y: 3 } },
    });
    expect([reply.status, reply.at('data.version')]).toEqual([200, 2]);
    expect((await read(path)).at('data.data')).toEqual({ keep: '1', change: 'new', deep: { x: 1, y: 3 } });
  });

  test('of a missing secret is 404', async () => {
    expect((await target.root.patch(`${kv}/data/${target.name('none')}`, { data: { a: '1' } })).status).toBe(404);
  });

  test('of a deleted secret is 404', async () => {
    const path = await secret(1);
    await target.root.delete(`${kv}/data/${path}`);
    expect((await target.root.patch(`${kv}/data/${path}`, { data: { a: '1' } })).status).toBe(404);
  });

  test('with another content type is 415', async () => {
    expect((await target.root.patch(`${kv}/data/${await secret(1)}`, { data: {} }, 'application/json')).status).toBe(
      415,
    );
  });

  test('follows check-and-set', async () => {
    const path = await secret(2);
    expect((await target.root.patch(`${kv}/data/${path}`, { data: { a: '1' }, options: { cas: 1 } })).status).toBe(400);
    expect(
      (await target.root.patch(`${kv}/data/${path}`, { data: { a: '1' }, options: { cas: 2 } })).number('data.version'),
    ).toBe(3);
  });
});

describe('subkeys', () => {
  test('show the shape without values', async () => {
    const path = target.name('shape');
    await write(path, { a: 'secret', b: { c: 'secret', d: { e: 'secret' } } });
    const reply = await target.root.get(`${kv}/subkeys/${path}`);
    expect(reply.at('data')).toMatchObject({
      subkeys: { a: null, b: { c: null, d: { e: null } } },
      metadata: { version: 1 },
    });
    expect(JSON.stringify(reply.body)).not.toContain('"secret"');
  });

  test('stop at a depth', async () => {
    const path = target.name('shape');
    await write(path, { a: '1', b: { c: { d: '2' } } });
    expect((await target.root.get(`${kv}/subkeys/${path}?depth=1`)).at('data.subkeys')).toEqual({ a: null, b: null });
    expect((await target.root.get(`${kv}/subkeys/${path}?depth=2`)).at('data.subkeys')).toEqual({
      a: null,
      b: { c: null },
    });
  });

  test('of a missing secret are 404', async () => {
    expect((await target.root.get(`${kv}/subkeys/${target.name('none')}`)).status).toBe(404);
  });
});
