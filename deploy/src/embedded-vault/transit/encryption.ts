import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { badRequest } from '../http/reply.ts';
import {
  isSymmetric,
  keyTypes,
  privateKeyOf,
  secretBytes,
  versionToRead,
  versionToWrite,
  type KeyVersion,
  type TransitKey,
} from './key.ts';

const NONCE = 12;
const TAG = 16;
const algorithms = {
  'aes128-gcm96': 'aes-128-gcm',
  'aes256-gcm96': 'aes-256-gcm',
  'chacha20-poly1305': 'chacha20-poly1305',
} as const;

export interface Extra {
  context: Buffer;
  associated: Buffer;
}

/** `vault:v<version>:<base64 of nonce, ciphertext, tag>`: https://developer.hashicorp.com/vault/api-docs/secret/transit#encrypt-data */
export function encrypt(
  key: TransitKey,
  plaintext: Buffer,
  asked: number,
  extra: Extra,
): { ciphertext: string; version: number } {
  requireEncryption(key);
  const number = versionToWrite(key, asked);
  const version = versionToRead(key, number);
  const box = isSymmetric(key) ? sealBox(key, version, plaintext, extra) : publicEncrypt(rsaKey(version), plaintext);
  return { ciphertext: `vault:v${number}:${box.toString('base64')}`, version: number };
}

export function decrypt(key: TransitKey, ciphertext: string, extra: Extra): Buffer {
  requireEncryption(key);
  const { number, bytes } = parseVersioned(ciphertext);
  const version = versionToRead(key, number);
  try {
    return isSymmetric(key)
      ? openBox(key, version, bytes, extra)
      : privateDecrypt({ ...rsaPadding, key: privateKeyOf(version) }, bytes);
  } catch {
    throw badRequest('invalid ciphertext: unable to decrypt');
  }
}

/** Splits `vault:v<version>:<payload>`; the payload may be in either alphabet of base64. */
export function parseVersioned(text: string): { number: number; bytes: Buffer } {
  const match = /^vault:v([1-9]\d{0,8}):([A-Za-z0-9+/_-]+={0,2})$/.exec(text);
  if (!match) throw badRequest('invalid ciphertext or signature: wrong prefix or encoding');
  return { number: Number(match[1]), bytes: Buffer.from(match[2] ?? '', 'base64') };
}

function requireEncryption(key: TransitKey): void {
  if (!keyTypes[key.type].encrypts) throw badRequest(`key type ${key.type} does not support encryption`);
}

const algorithmOf = (key: TransitKey) => algorithms[key.type as keyof typeof algorithms] as 'aes-256-gcm';
const rsaPadding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
const rsaKey = (version: KeyVersion) => ({ ...rsaPadding, key: createPublicKey(privateKeyOf(version)) });

function sealBox(key: TransitKey, version: KeyVersion, plaintext: Buffer, { context, associated }: Extra): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(algorithmOf(key), secretBytes(key, version, context), nonce, { authTagLength: TAG });
  cipher.setAAD(associated, { plaintextLength: plaintext.length });
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function openBox(key: TransitKey, version: KeyVersion, box: Buffer, { context, associated }: Extra): Buffer {
  const decipher = createDecipheriv(algorithmOf(key), secretBytes(key, version, context), box.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(associated, { plaintextLength: box.length - NONCE - TAG }).setAuthTag(box.subarray(-TAG));
  return Buffer.concat([decipher.update(box.subarray(NONCE, -TAG)), decipher.final()]);
}
