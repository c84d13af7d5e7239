/** Signatures and HMACs: https://developer.hashicorp.com/vault/api-docs/secret/transit#sign-data */
import { createPublicKey, verify as verifyHere } from 'node:crypto';
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

const message = Buffer.from('a digest of the audit chain');
const input = message.toString('base64');
const post = (path: string, body: Record<string, unknown> = {}): Promise<Reply> =>
  target.root.post(`${transit}/${path}`, body);
async function key(type: string): Promise<string> {
  const name = target.name('key');
  await post(`keys/${name}`, { type });
  return name;
}
const publicKeyOf = async (name: string): Promise<string> =>
  (await target.root.get(`${transit}/keys/${name}`)).text('data.keys.1.public_key');
const payload = (signature: string): Buffer => Buffer.from(signature.split(':')[2] ?? '', 'base64');

describe.each(['ed25519', 'ecdsa-p256', 'rsa-2048'])('%s', (type) => {
  test('a signature is good for its input only', async () => {
    const name = await key(type);
    const made = await post(`sign/${name}`, { input });
    expect(made.at('data')).toMatchObject({ signature: expect.stringMatching(/^vault:v1:/), key_version: 1 });
    const signature = made.text('data.signature');
    expect((await post(`verify/${name}`, { input, signature })).at('data')).toEqual({ valid: true });
    expect(
      (await post(`verify/${name}`, { input: Buffer.from('another').toString('base64'), signature })).at('data'),
    ).toEqual({ valid: false });
  });

  test('another key does not know it', async () => {
    const signature = (await post(`sign/${await key(type)}`, { input })).text('data.signature');
    expect((await post(`verify/${await key(type)}`, { input, signature })).at('data')).toEqual({ valid: false });
  });

  test('an old signature is good after a rotation, until its version is closed', async () => {
    const name = await key(type);
    const old = (await post(`sign/${name}`, { input })).text('data.signature');
    await post(`keys/${name}/rotate`);
    expect((await post(`sign/${name}`, { input })).text('data.signature')).toMatch(/^vault:v2:/);
    expect((await post(`verify/${name}`, { input, signature: old })).at('data.valid')).toBe(true);
    await post(`keys/${name}/config`, { min_decryption_version: 2 });
    expect((await post(`verify/${name}`, { input, signature: old })).status).toBe(400);
  });

  test('what is no signature is refused', async () => {
    const name = await key(type);
    expect((await post(`verify/${name}`, { input, signature: 'nonsense' })).status).toBe(400);
    expect((await post(`verify/${name}`, { input, signature: 'vault:v9:AAAA' })).status).toBe(400);
  });
});

describe('signatures in the open', () => {
  test('ed25519 verifies with the published key', async () => {
    const name = await key('ed25519');
    const signature = payload((await post(`sign/${name}`, { input })).text('data.signature'));
    const raw = Buffer.from(await publicKeyOf(name), 'base64');
    const publicKey = createPublicKey({
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]),
      format: 'der',
      type: 'spki',
    });
    expect(verifyHere(null, message, publicKey, signature)).toBe(true);
  });

  test('ecdsa-p256 verifies with the published key, in both encodings', async () => {
    const name = await key('ecdsa-p256');
    const publicKey = createPublicKey(await publicKeyOf(name));
    const asn1 = payload((await post(`sign/${name}`, { input })).text('data.signature'));
    expect(verifyHere('sha256', message, publicKey, asn1)).toBe(true);
    const jws = (await post(`sign/${name}`, { input, marshaling_algorithm: 'jws' })).text('data.signature');
    expect(jws).toMatch(/^vault:v1:[A-Za-z0-9_-]{86}$/);
    expect(
      verifyHere(
        'sha256',
        message,
        { key: publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(jws.split(':')[2] ?? '', 'base64url'),
      ),
    ).toBe(true);
    expect(
      (await post(`verify/${name}`, { input, signature: jws, marshaling_algorithm: 'jws' })).at('data.valid'),
    ).toBe(true);
  });

  test('rsa-2048 verifies with the published key, as pkcs1v15 and with another hash', async () => {
    const name = await key('rsa-2048');
    const publicKey = createPublicKey(await publicKeyOf(name));
    const signature = (
      await post(`sign/${name}`, { input, signature_algorithm: 'pkcs1v15', hash_algorithm: 'sha2-512' })
    ).text('data.signature');
    expect(verifyHere('sha512', message, publicKey, payload(signature))).toBe(true);
    expect(
      (
        await post(`verify/${name}`, { input, signature, signature_algorithm: 'pkcs1v15', hash_algorithm: 'sha2-512' })
      ).at('data.valid'),
    ).toBe(true);
    expect((await post(`verify/${name}`, { input, signature, signature_algorithm: 'pkcs1v15' })).at('data.valid')).toBe(
      false,
    );
  });

  test('the hash can be named in the path', async () => {
    const name = await key('ecdsa-p256');
    const signature = (await post(`sign/${name}/sha2-512`, { input })).text('data.signature');
    expect(verifyHere('sha512', message, createPublicKey(await publicKeyOf(name)), payload(signature))).toBe(true);
    expect((await post(`verify/${name}/sha2-512`, { input, signature })).at('data.valid')).toBe(true);
  });
});

describe('signing', () => {
  test('with a missing key is 400', async () => {
    expect((await post('sign/none', { input })).status).toBe(400);
    expect((await post('verify/none', { input, signature: 'vault:v1:AAAA' })).status).toBe(400);
  });

  test('with a key that only encrypts is 400', async () => {
    expect((await post(`sign/${await key('aes256-gcm96')}`, { input })).status).toBe(400);
  });

  test('what is not base64 is 400', async () => {
    expect((await post(`sign/${await key('ed25519')}`, { input: 'not base64!' })).status).toBe(400);
  });

  test('with an unknown hash is 400', async () => {
    expect((await post(`sign/${await key('ecdsa-p256')}`, { input, hash_algorithm: 'md5' })).status).toBe(400);
  });

  test('in a batch keeps the order', async () => {
    const name = await key('ed25519');
    const texts = ['a', 'b'].map((text) => Buffer.from(text).toString('base64'));
    const made = await post(`sign/${name}`, { batch_input: texts.map((each) => ({ input: each })) });
    const results = made.at('data.batch_results') as { signature: string }[];
    const checked = await post(`verify/${name}`, {
      batch_input: results.map(({ signature }, i) => ({ input: texts[i], signature })),
    });
    expect((checked.at('data.batch_results') as { valid: boolean }[]).map(({ valid }) => valid)).toEqual([true, true]);
  });

  test('and verifying are separate rights', async () => {
    const name = await key('ed25519');
    const signer = await target.tokenFor(`path "${transit}/sign/${name}" { capabilities = ["update"] }`);
    const made = await signer.post(`${transit}/sign/${name}`, { input });
    expect(made.status).toBe(200);
    expect(
      (await signer.post(`${transit}/verify/${name}`, { input, signature: made.text('data.signature') })).status,
    ).toBe(403);
    expect((await signer.get(`${transit}/keys/${name}`)).status).toBe(403);
  });
});

describe('hmac', () => {
  test('is the same for the same input, and verifies', async () => {
    const name = await key('aes256-gcm96');
    const [a, b] = [
      (await post(`hmac/${name}`, { input })).text('data.hmac'),
      (await post(`hmac/${name}`, { input })).text('data.hmac'),
    ];
    expect(a).toBe(b);
    expect(a).toMatch(/^vault:v1:[A-Za-z0-9+/]{43}=$/);
    expect((await post(`verify/${name}`, { input, hmac: a })).at('data.valid')).toBe(true);
    expect(
      (await post(`verify/${name}`, { input: Buffer.from('other').toString('base64'), hmac: a })).at('data.valid'),
    ).toBe(false);
  });

  test('differs by key, by version and by hash', async () => {
    const name = await key('aes256-gcm96');
    const one = (await post(`hmac/${name}`, { input })).text('data.hmac');
    expect((await post(`hmac/${await key('aes256-gcm96')}`, { input })).text('data.hmac')).not.toBe(one);
    expect((await post(`hmac/${name}/sha2-512`, { input })).text('data.hmac')).toMatch(
      /^vault:v1:[A-Za-z0-9+/]{86}==$/,
    );
    await post(`keys/${name}/rotate`);
    expect((await post(`hmac/${name}`, { input })).text('data.hmac')).toMatch(/^vault:v2:/);
    expect((await post(`verify/${name}`, { input, hmac: one })).at('data.valid')).toBe(true);
  });

  test('works with a signing key too', async () => {
    const name = await key('ed25519');
    const hmac = (await post(`hmac/${name}`, { input })).text('data.hmac');
    expect((await post(`verify/${name}`, { input, hmac })).at('data.valid')).toBe(true);
  });
});
