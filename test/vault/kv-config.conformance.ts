/** Settings of a mount: https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#configure-the-kv-engine */
import { setTimeout as wait } from 'node:timers/promises';
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

describe('settings of the mount', () => {
  test('start at zero', async () => {
    const mount = await target.kv();
    const reply = await target.root.get(`${mount}/config`);
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({ max_versions: 0, cas_required: false, delete_version_after: '0s' });
  });

  test('are kept', async () => {
    const mount = await target.kv();
    expect(
      (
        await target.root.post(`${mount}/config`, {
          max_versions: 3,
          cas_required: true,
          delete_version_after: '1h30m',
        })
      ).status,
    ).toBe(204);
    expect((await target.root.get(`${mount}/config`)).at('data')).toMatchObject({
      max_versions: 3,
      cas_required: true,
      delete_version_after: '1h30m0s',
    });
  });

  test('max_versions of the mount counts for every secret', async () => {
    const mount = await target.kv();
    await target.root.post(`${mount}/config`, { max_versions: 2 });
    const path = await secret(3, mount);
    expect((await target.root.get(`${mount}/data/${path}?version=1`)).status).toBe(404);
    expect((await target.root.get(`${mount}/data/${path}?version=2`)).status).toBe(200);
  });

  test('of two limits the larger one counts', async () => {
    const mount = await target.kv();
    await target.root.post(`${mount}/config`, { max_versions: 2 });
    const path = await secret(1, mount);
    await target.root.post(`${mount}/metadata/${path}`, { max_versions: 3 });
    for (let v = 2; v <= 4; v++) await target.root.post(`${mount}/data/${path}`, { data: { v } });
    const versions = (await target.root.get(`${mount}/metadata/${path}`)).at('data.versions') as object;
    expect(Object.keys(versions)).toEqual(['2', '3', '4']);
  });

  test('cas_required of the mount counts for every secret', async () => {
    const mount = await target.kv();
    await target.root.post(`${mount}/config`, { cas_required: true });
    expect((await target.root.post(`${mount}/data/x`, { data: {} })).status).toBe(400);
    expect((await target.root.post(`${mount}/data/x`, { data: {}, options: { cas: 0 } })).status).toBe(200);
  });

  test('delete_version_after deletes by itself', async () => {
    const path = target.name('brief');
    await target.root.post(`${kv}/metadata/${path}`, { delete_version_after: '1s' });
    const written = await target.root.post(`${kv}/data/${path}`, { data: { a: '1' } });
    expect(written.text('data.deletion_time')).toMatch(/Z$/);
    expect((await target.root.get(`${kv}/data/${path}`)).status).toBe(200);
    await wait(1100);
    const reply = await target.root.get(`${kv}/data/${path}`);
    expect([reply.status, reply.at('data.data')]).toEqual([404, null]);
  });
});
