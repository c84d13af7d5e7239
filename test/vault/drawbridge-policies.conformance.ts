/** What the three policies of deploy/vault/policies really allow. They name the mount `secret`; here it is a mount of this run. */
import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Vault } from './client.ts';
import { openTarget, type Target } from './target.ts';

let target: Target;
let kv: string;
let transit: string;
const tokens = {} as Record<'writer' | 'publisher' | 'resolver', Vault>;
const [tenant, secret] = [randomUUID(), randomUUID()];
const place = (area: string, ...rest: string[]): string => ['drawbridge', area, ...rest].join('/');

beforeAll(async () => {
  target = await openTarget();
  kv = await target.kv();
  transit = await target.transit();
  for (const role of ['writer', 'publisher', 'resolver'] as const) {
    const text = await readFile(new URL(`../../deploy/vault/policies/${role}.hcl`, import.meta.url), 'utf8');
    tokens[role] = await target.tokenFor(
      text.replaceAll('"secret/', `"${kv}/`).replaceAll('"transit/', `"${transit}/`),
    );
  }
  for (const area of ['tenants', 'platform', 'global', 'elsewhere'])
    await target.root.post(`${kv}/data/${place(area, tenant, secret)}`, { data: { token: 'x' } });
  await target.root.post(`${transit}/keys/drawbridge-audit`, { type: 'ed25519' });
});
afterAll(() => target.close());

/** Tries everything on one area and tells what was not refused. */
async function allowed(role: keyof typeof tokens, area: string): Promise<string[]> {
  const token = tokens[role];
  const path = place(area, tenant, secret);
  const fresh = place(area, tenant, randomUUID());
  const tries: [string, Promise<{ status: number }>][] = [
    ['read', token.get(`${kv}/data/${path}`)],
    ['create', token.post(`${kv}/data/${fresh}`, { data: {} })],
    ['update', token.post(`${kv}/data/${path}`, { data: {} })],
    ['patch', token.patch(`${kv}/data/${path}`, { data: {} })],
    ['soft delete', token.post(`${kv}/delete/${path}`, { versions: [1] })],
    ['undelete', token.post(`${kv}/undelete/${path}`, { versions: [1] })],
    ['metadata read', token.get(`${kv}/metadata/${path}`)],
    ['metadata update', token.post(`${kv}/metadata/${path}`, { custom_metadata: { op: '1' } })],
    ['metadata create', token.post(`${kv}/metadata/${place(area, tenant, randomUUID())}`, {})],
    ['list area', token.list(`${kv}/metadata/drawbridge/${area}`)],
    ['list owner', token.list(`${kv}/metadata/drawbridge/${area}/${tenant}`)],
  ];
  const done = await Promise.all(tries.map(async ([what, reply]) => ((await reply).status === 403 ? [] : [what])));
  return done.flat();
}

describe('writer', () => {
  test.each(['tenants', 'platform'])(
    'writes and reads %s, keeps their metadata and lists for reconciliation',
    async (area) => {
      expect(await allowed('writer', area)).toEqual([
        'read',
        'create',
        'update',
        'metadata read',
        'metadata update',
        'list area',
        'list owner',
      ]);
    },
  );

  test.each(['global', 'elsewhere'])('has nothing in %s', async (area) => {
    expect(await allowed('writer', area)).toEqual([]);
  });

  test('removes a secret by its metadata only', async () => {
    const path = place('tenants', tenant, randomUUID());
    await target.root.post(`${kv}/data/${path}`, { data: {} });
    expect((await tokens.writer.delete(`${kv}/data/${path}`)).status).toBe(403);
    expect((await tokens.writer.delete(`${kv}/metadata/${path}`)).status).toBe(204);
  });

  test('signs and verifies with the audit key, and cannot touch the key', async () => {
    const input = Buffer.from('head').toString('base64');
    const made = await tokens.writer.post(`${transit}/sign/drawbridge-audit`, { input });
    expect(made.status).toBe(200);
    expect(
      (
        await tokens.writer.post(`${transit}/verify/drawbridge-audit`, {
          input,
          signature: made.text('data.signature'),
        })
      ).at('data.valid'),
    ).toBe(true);
    expect((await tokens.writer.get(`${transit}/keys/drawbridge-audit`)).status).toBe(403);
    expect((await tokens.writer.post(`${transit}/keys/drawbridge-audit/rotate`)).status).toBe(403);
    expect((await tokens.writer.post(`${transit}/sign/other`, { input })).status).toBe(403);
  });
});

describe('publisher', () => {
  test('reads tenants and nothing else there', async () => {
    expect(await allowed('publisher', 'tenants')).toEqual(['read']);
  });

  test('writes the global copies and lists them', async () => {
    expect(await allowed('publisher', 'global')).toEqual([
      'read',
      'create',
      'update',
      'metadata read',
      'metadata update',
      'list area',
      'list owner',
    ]);
  });

  test('removes a global copy by its metadata', async () => {
    const path = place('global', tenant, randomUUID());
    await target.root.post(`${kv}/data/${path}`, { data: {} });
    expect((await tokens.publisher.delete(`${kv}/metadata/${path}`)).status).toBe(204);
  });

  test.each(['platform', 'elsewhere'])('has nothing in %s', async (area) => {
    expect(await allowed('publisher', area)).toEqual([]);
  });
});

describe('resolver', () => {
  test.each(['tenants', 'global'])('reads %s and nothing else', async (area) => {
    expect(await allowed('resolver', area)).toEqual(['read']);
  });

  test.each(['platform', 'elsewhere'])('has nothing in %s', async (area) => {
    expect(await allowed('resolver', area)).toEqual([]);
  });
});

describe.each(['writer', 'publisher', 'resolver'] as const)('%s', (role) => {
  test('reaches one secret and nothing above or below it', async () => {
    for (const path of [
      place('tenants'),
      place('tenants', tenant),
      place('tenants', tenant, secret, 'below'),
      'drawbridge',
      'other',
    ]) {
      expect((await tokens[role].get(`${kv}/data/${path}`)).status).toBe(403);
    }
    for (const path of ['', 'drawbridge']) expect((await tokens[role].list(`${kv}/metadata/${path}`)).status).toBe(403);
  });

  test('destroys no version', async () => {
    expect(
      (await tokens[role].post(`${kv}/destroy/${place('tenants', tenant, secret)}`, { versions: [1] })).status,
    ).toBe(403);
  });

  test('has no word in the running of the server', async () => {
    for (const path of ['sys/mounts', 'sys/auth', 'sys/policies/acl/default', `${kv}/config`])
      expect((await tokens[role].get(path)).status).toBe(403);
    expect((await tokens[role].post('auth/token/create', {})).status).toBe(403);
    expect((await tokens[role].put('sys/seal')).status).toBe(403);
  });

  test('looks after its own token', async () => {
    expect((await tokens[role].get('auth/token/lookup-self')).status).toBe(200);
    expect((await tokens[role].post('auth/token/renew-self', {})).status).toBe(200);
    expect((await tokens[role].post('auth/token/lookup', { token: target.root.token })).status).toBe(403);
  });
});
