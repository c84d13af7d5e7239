/** Decryption, versions, data keys and batches: https://developer.hashicorp.com/vault/api-docs/secret/transit */
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
