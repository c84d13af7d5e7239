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

describe('decryption', () => {
  test('of a changed ciphertext is 400', async () => {
    const name = await key();
    const ciphertext = await encrypt(name, 'whole');
    const bytes = Buffer.from(ciphertext.split(':')[2] ?? '', 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect((await post(`decrypt/${name}`, { ciphertext: `vault:v1:${bytes.toString('base64')}` })).status).toBe(400);
  });

  test.each(['', 'plain', 'vault:v0:AAAA', 'vault:v9:AAAA', 'vault:v1:!!!', 'vault:v1:'])(
    'of %p is 400',
    async (ciphertext) => {
      expect((await post(`decrypt/${await key()}`, { ciphertext })).status).toBe(400);
    },
  );

  test('with another key is 400', async () => {
    expect((await post(`decrypt/${await key()}`, { ciphertext: await encrypt(await key(), 'mine') })).status).toBe(400);
  });

  test('with a missing key is 400', async () => {
    expect((await post('decrypt/none', { ciphertext: 'vault:v1:AAAA' })).status).toBe(400);
  });
});

describe('versions', () => {
  test('old ciphertexts still decrypt after a rotation, new ones carry the new version', async () => {
    const name = await key();
    const old = await encrypt(name, 'old');
    await post(`keys/${name}/rotate`);
    expect(await encrypt(name, 'new')).toMatch(/^vault:v2:/);
    expect((await post(`decrypt/${name}`, { ciphertext: old })).text('data.plaintext')).toBe(base64('old'));
  });

  test('an older version can be asked for', async () => {
    const name = await key();
    await post(`keys/${name}/rotate`);
    expect(await encrypt(name, 'x', { key_version: 1 })).toMatch(/^vault:v1:/);
    expect((await post(`encrypt/${name}`, { plaintext: base64('x'), key_version: 3 })).status).toBe(400);
  });

  test('rewrap brings a ciphertext to the newest version', async () => {
    const name = await key();
    const old = await encrypt(name, 'wrapped');
    await post(`keys/${name}/rotate`);
    const reply = await post(`rewrap/${name}`, { ciphertext: old });
    expect(reply.at('data')).toMatchObject({ ciphertext: expect.stringMatching(/^vault:v2:/), key_version: 2 });
    expect((await post(`decrypt/${name}`, { ciphertext: reply.text('data.ciphertext') })).text('data.plaintext')).toBe(
      base64('wrapped'),
    );
    expect(reply.at('data')).not.toHaveProperty('plaintext');
  });

  test('min_decryption_version closes older versions, and can open them again', async () => {
    const name = await key();
    const old = await encrypt(name, 'old');
    await post(`keys/${name}/rotate`);
    await post(`keys/${name}/config`, { min_decryption_version: 2 });
    expect((await post(`decrypt/${name}`, { ciphertext: old })).status).toBe(400);
    expect((await post(`rewrap/${name}`, { ciphertext: old })).status).toBe(400);
    expect((await target.root.get(`${transit}/keys/${name}`)).at('data')).toMatchObject({
      min_decryption_version: 2,
      keys: { 2: expect.any(Number) },
    });
    await post(`keys/${name}/config`, { min_decryption_version: 1 });
    expect((await post(`decrypt/${name}`, { ciphertext: old })).status).toBe(200);
  });

  test('min_encryption_version closes older versions for encryption', async () => {
    const name = await key();
    await post(`keys/${name}/rotate`);
    await post(`keys/${name}/config`, { min_encryption_version: 2 });
    expect((await post(`encrypt/${name}`, { plaintext: base64('x'), key_version: 1 })).status).toBe(400);
    expect((await post(`encrypt/${name}`, { plaintext: base64('x') })).status).toBe(200);
  });
});

describe('data keys', () => {
  test('plaintext gives the key and its wrapping', async () => {
    const name = await key();
    const reply = await post(`datakey/plaintext/${name}`);
    expect(Buffer.from(reply.text('data.plaintext'), 'base64')).toHaveLength(32);
    expect((await post(`decrypt/${name}`, { ciphertext: reply.text('data.ciphertext') })).text('data.plaintext')).toBe(
      reply.text('data.plaintext'),
    );
  });

  test('wrapped gives the wrapping only', async () => {
    const reply = await post(`datakey/wrapped/${await key()}`);
    expect(reply.at('data')).toMatchObject({ ciphertext: expect.stringMatching(/^vault:v1:/) });
    expect(reply.at('data')).not.toHaveProperty('plaintext');
  });

  test.each([128, 256, 512])('can have %i bits', async (bits) => {
    expect(
      Buffer.from((await post(`datakey/plaintext/${await key()}`, { bits })).text('data.plaintext'), 'base64'),
    ).toHaveLength(bits / 8);
  });

  test('of another size or kind are 400', async () => {
    expect((await post(`datakey/plaintext/${await key()}`, { bits: 100 })).status).toBe(400);
    expect((await post(`datakey/other/${await key()}`)).status).toBe(400);
  });
});

describe('batches', () => {
  test('keep their order and their references', async () => {
    const name = await key();
    const made = await post(`encrypt/${name}`, {
      batch_input: ['a', 'b', 'c'].map((text) => ({ plaintext: base64(text), reference: text })),
    });
    const results = made.at('data.batch_results') as { ciphertext: string; reference: string }[];
    expect(results.map(({ reference }) => reference)).toEqual(['a', 'b', 'c']);
    const opened = await post(`decrypt/${name}`, { batch_input: results.map(({ ciphertext }) => ({ ciphertext })) });
    expect((opened.at('data.batch_results') as { plaintext: string }[]).map(({ plaintext }) => plaintext)).toEqual(
      ['a', 'b', 'c'].map(base64),
    );
  });

  test('can be rewrapped', async () => {
    const name = await key();
    const ciphertexts = [await encrypt(name, 'a'), await encrypt(name, 'b')];
    await post(`keys/${name}/rotate`);
    const reply = await post(`rewrap/${name}`, { batch_input: ciphertexts.map((ciphertext) => ({ ciphertext })) });
    expect(reply.at('data.batch_results')).toEqual([
      expect.objectContaining({ ciphertext: expect.stringMatching(/^vault:v2:/) }),
      expect.objectContaining({ ciphertext: expect.stringMatching(/^vault:v2:/) }),
    ]);
  });

  test('with one wrong item are 400 and still tell every result', async () => {
    const name = await key();
    const reply = await post(`decrypt/${name}`, {
      batch_input: [{ ciphertext: await encrypt(name, 'good') }, { ciphertext: 'vault:v1:AAAA' }],
    });
    expect(reply.status).toBe(400);
    expect(reply.at('data.batch_results')).toEqual([
      expect.objectContaining({ plaintext: base64('good') }),
      expect.objectContaining({ error: expect.any(String) }),
    ]);
  });

  test('with one wrong item answer with the status asked for', async () => {
    const name = await key();
    const reply = await post(`decrypt/${name}`, {
      partial_failure_response_code: 207,
      batch_input: [{ ciphertext: await encrypt(name, 'good') }, { ciphertext: 'vault:v1:AAAA' }],
    });
    expect(reply.status).toBe(207);
  });

  test('of nothing are 400', async () => {
    expect((await post(`encrypt/${await key()}`, { batch_input: [] })).status).toBe(400);
  });
});
