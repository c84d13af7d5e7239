/** Keys and encryption: https://developer.hashicorp.com/vault/api-docs/secret/transit */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reply } from './client.ts';
import { openTarget, type Target } from './target.ts';

let target: Target;
let transit: string;
beforeAll(async () => {
  target = await openTarget();
  transit = await target.transit();
});
afterAll(() => target.close());

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const post = (path: string, body: Record<string, unknown> = {}): Promise<Reply> =>
  target.root.post(`${transit}/${path}`, body);
async function key(fields: Record<string, unknown> = {}): Promise<string> {
  const name = target.name('key');
  expect([200, 204]).toContain((await post(`keys/${name}`, fields)).status);
  return name;
}
const encrypt = async (name: string, text: string, fields: Record<string, unknown> = {}): Promise<string> =>
  (await post(`encrypt/${name}`, { plaintext: base64(text), ...fields })).text('data.ciphertext');

describe('keys', () => {
  test('a key is aes256-gcm96 unless told otherwise', async () => {
    const name = await key();
    const reply = await target.root.get(`${transit}/keys/${name}`);
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({
      name,
      type: 'aes256-gcm96',
      latest_version: 1,
      min_decryption_version: 1,
      min_encryption_version: 0,
      deletion_allowed: false,
      derived: false,
      exportable: false,
      supports_encryption: true,
      supports_decryption: true,
      supports_derivation: true,
      supports_signing: false,
      keys: { 1: expect.any(Number) },
    });
  });

  test.each(['ed25519', 'ecdsa-p256', 'rsa-2048'])('a key of type %s shows its public half only', async (type) => {
    const name = await key({ type });
    const reply = await target.root.get(`${transit}/keys/${name}`);
    expect(reply.at('data')).toMatchObject({
      type,
      supports_signing: true,
      keys: { 1: { public_key: expect.any(String), creation_time: expect.any(String) } },
    });
    expect(JSON.stringify(reply.body)).not.toMatch(/PRIVATE/);
  });

  test('an unknown type is 400', async () => {
    expect((await post(`keys/${target.name('key')}`, { type: 'rot13' })).status).toBe(400);
  });

  test('making a key again leaves it as it is', async () => {
    const name = await key();
    const ciphertext = await encrypt(name, 'kept');
    expect([200, 204]).toContain((await post(`keys/${name}`)).status);
    expect((await target.root.get(`${transit}/keys/${name}`)).at('data.latest_version')).toBe(1);
    expect((await post(`decrypt/${name}`, { ciphertext })).status).toBe(200);
  });

  test('keys are listed', async () => {
    const name = await key();
    expect((await target.root.list(`${transit}/keys`)).at('data.keys')).toEqual(expect.arrayContaining([name]));
  });

  test('a missing key is 404', async () => {
    expect((await target.root.get(`${transit}/keys/none`)).status).toBe(404);
  });

  test('a key can be deleted only once that is allowed', async () => {
    const name = await key();
    expect((await target.root.delete(`${transit}/keys/${name}`)).status).toBe(400);
    expect([200, 204]).toContain((await post(`keys/${name}/config`, { deletion_allowed: true })).status);
    expect((await target.root.delete(`${transit}/keys/${name}`)).status).toBe(204);
    expect((await target.root.get(`${transit}/keys/${name}`)).status).toBe(404);
  });

  test('rotation adds a version', async () => {
    const name = await key();
    expect([200, 204]).toContain((await post(`keys/${name}/rotate`)).status);
    expect((await target.root.get(`${transit}/keys/${name}`)).at('data')).toMatchObject({
      latest_version: 2,
      keys: { 1: expect.any(Number), 2: expect.any(Number) },
    });
  });

  test('rotating or configuring a missing key is refused', async () => {
    expect([400, 404]).toContain((await post('keys/none/rotate')).status);
    expect([400, 404]).toContain((await post('keys/none/config', { deletion_allowed: true })).status);
  });

  test.each([{ min_decryption_version: 2 }, { min_decryption_version: -1 }, { min_encryption_version: 2 }])(
    '%p of a key with one version is 400',
    async (fields) => {
      expect((await post(`keys/${await key()}/config`, fields)).status).toBe(400);
    },
  );
});

describe('encryption', () => {
  test.each(['aes256-gcm96', 'aes128-gcm96', 'chacha20-poly1305', 'rsa-2048'])(
    'goes there and back with %s',
    async (type) => {
      const name = await key({ type });
      const made = await post(`encrypt/${name}`, { plaintext: base64('attack at dawn') });
      expect(made.at('data')).toMatchObject({
        ciphertext: expect.stringMatching(/^vault:v1:[A-Za-z0-9+/]+=*$/),
        key_version: 1,
      });
      expect((await post(`decrypt/${name}`, { ciphertext: made.text('data.ciphertext') })).text('data.plaintext')).toBe(
        base64('attack at dawn'),
      );
    },
  );

  test('never gives the same ciphertext twice', async () => {
    const name = await key();
    expect(await encrypt(name, 'same')).not.toBe(await encrypt(name, 'same'));
  });

  test('takes an empty text', async () => {
    const name = await key();
    expect((await post(`decrypt/${name}`, { ciphertext: await encrypt(name, '') })).at('data.plaintext')).toBe('');
  });

  test('of what is not base64, or of nothing, is 400', async () => {
    const name = await key();
    expect((await post(`encrypt/${name}`, { plaintext: 'not base64!' })).status).toBe(400);
    expect((await post(`encrypt/${name}`, {})).status).toBe(400);
  });

  test('makes a missing key for who may create it', async () => {
    const name = target.name('made');
    const creator = await target.tokenFor(`path "${transit}/encrypt/${name}" { capabilities = ["create", "update"] }`);
    expect((await creator.post(`${transit}/encrypt/${name}`, { plaintext: base64('x') })).status).toBe(200);
    expect((await target.root.get(`${transit}/keys/${name}`)).at('data.type')).toBe('aes256-gcm96');
  });

  test('makes no key for who may only update', async () => {
    const name = target.name('made');
    const updater = await target.tokenFor(`path "${transit}/encrypt/${name}" { capabilities = ["update"] }`);
    expect((await updater.post(`${transit}/encrypt/${name}`, { plaintext: base64('x') })).status).toBe(403);
    expect((await target.root.get(`${transit}/keys/${name}`)).status).toBe(404);
  });

  test('with a key that only signs is 400', async () => {
    expect((await post(`encrypt/${await key({ type: 'ed25519' })}`, { plaintext: base64('x') })).status).toBe(400);
  });

  test('binds associated data', async () => {
    const name = await key();
    const ciphertext = await encrypt(name, 'bound', { associated_data: base64('row 7') });
    expect((await post(`decrypt/${name}`, { ciphertext, associated_data: base64('row 7') })).status).toBe(200);
    expect((await post(`decrypt/${name}`, { ciphertext, associated_data: base64('row 8') })).status).toBe(400);
    expect((await post(`decrypt/${name}`, { ciphertext })).status).toBe(400);
  });

  test('derives a key from a context', async () => {
    const name = await key({ derived: true });
    const ciphertext = await encrypt(name, 'derived', { context: base64('tenant 1') });
    expect((await post(`decrypt/${name}`, { ciphertext, context: base64('tenant 1') })).at('data.plaintext')).toBe(
      base64('derived'),
    );
    expect((await post(`decrypt/${name}`, { ciphertext, context: base64('tenant 2') })).status).toBe(400);
    expect((await post(`encrypt/${name}`, { plaintext: base64('x') })).status).toBe(400);
  });
});
