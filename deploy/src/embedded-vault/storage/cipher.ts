import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM as nonce, ciphertext, tag; the nonce is random and the associated data is authenticated. */
export function seal(key: Buffer, plaintext: Buffer, associated: Buffer = Buffer.alloc(0)): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext, or `undefined` when the box was not sealed with this key and this associated data. */
export function open(key: Buffer, box: Buffer, associated: Buffer = Buffer.alloc(0)): Buffer | undefined {
  if (box.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(associated).setAuthTag(box.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(box.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}
