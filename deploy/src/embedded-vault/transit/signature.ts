import {
  constants,
  createHmac,
  createPublicKey,
  sign as signBytes,
  timingSafeEqual,
  verify as verifyBytes,
  type KeyObject,
} from 'node:crypto';
import * as field from '../http/fields.ts';
import type { JsonObject } from '../http/json.ts';
import { badRequest } from '../http/reply.ts';
import { parseVersioned } from './encryption.ts';
import { keyTypes, privateKeyOf, versionToRead, versionToWrite, type TransitKey } from './key.ts';

const hashes: Record<string, string> = {
  sha1: 'sha1',
  'sha2-224': 'sha224',
  'sha2-256': 'sha256',
  'sha2-384': 'sha384',
  'sha2-512': 'sha512',
  'sha3-224': 'sha3-224',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
};

export function hashName(name: string): string {
  const hash = Object.hasOwn(hashes, name) ? hashes[name] : undefined;
  if (hash === undefined) throw badRequest(`invalid hash algorithm "${name}"`);
  return hash;
}

export interface Signing {
  hash: string;
  prehashed: boolean;
  jws: boolean;
  pkcs1: boolean;
  saltLength: number;
}

/** How to sign, from the request: https://developer.hashicorp.com/vault/api-docs/secret/transit#sign-data */
export function signingOf(body: JsonObject, urlAlgorithm: string): Signing {
  const marshaling = field.text(body, 'marshaling_algorithm', 'asn1');
  if (marshaling !== 'asn1' && marshaling !== 'jws') throw badRequest(`invalid marshaling type "${marshaling}"`);
  const signature = field.text(body, 'signature_algorithm', 'pss') || 'pss';
  if (signature !== 'pss' && signature !== 'pkcs1v15') throw badRequest('unsupported signature algorithm');
  const salt = field.text(body, 'salt_length', 'auto');
  if (!/^(?:auto|hash|\d+)$/.test(salt)) throw badRequest('invalid salt length');
  return {
    hash: hashName(urlAlgorithm || field.text(body, 'hash_algorithm') || field.text(body, 'algorithm') || 'sha2-256'),
    prehashed: field.flag(body, 'prehashed'),
    jws: marshaling === 'jws',
    pkcs1: signature === 'pkcs1v15',
    saltLength:
      salt === 'auto'
        ? constants.RSA_PSS_SALTLEN_AUTO
        : salt === 'hash'
          ? constants.RSA_PSS_SALTLEN_DIGEST
          : Number(salt),
  };
}

export function sign(
  key: TransitKey,
  input: Buffer,
  asked: number,
  how: Signing,
): { signature: string; version: number } {
  requireSigning(key);
  const number = versionToWrite(key, asked);
  const privateKey = privateKeyOf(versionToRead(key, number));
  const options = keyOptions(key, privateKey, how, true);
  const signature = signBytes(digestName(key, how), message(key, input, how), options);
  return { signature: `vault:v${number}:${signature.toString(how.jws ? 'base64url' : 'base64')}`, version: number };
}

export function verify(key: TransitKey, input: Buffer, signature: string, how: Signing): boolean {
  requireSigning(key);
  const { number, bytes } = parseVersioned(signature);
  const publicKey = createPublicKey(privateKeyOf(versionToRead(key, number)));
  return verifyBytes(digestName(key, how), message(key, input, how), keyOptions(key, publicKey, how, false), bytes);
}

export function hmac(key: TransitKey, input: Buffer, asked: number, hash: string): string {
  const number = versionToWrite(key, asked);
  const version = versionToRead(key, number);
  const digest = createHmac(hash, Buffer.from(version.hmac, 'base64')).update(input).digest('base64');
  return `vault:v${number}:${digest}`;
}

export function verifyHmac(key: TransitKey, input: Buffer, given: string, hash: string): boolean {
  const { number, bytes } = parseVersioned(given);
  const version = versionToRead(key, number);
  const digest = createHmac(hash, Buffer.from(version.hmac, 'base64')).update(input).digest();
  return digest.length === bytes.length && timingSafeEqual(digest, bytes);
}

function requireSigning(key: TransitKey): void {
  if (!keyTypes[key.type].signs) throw badRequest(`key type ${key.type} does not support signing`);
}

const digestName = (key: TransitKey, how: Signing): string | null => (key.type === 'ed25519' ? null : how.hash);

function keyOptions(key: TransitKey, object: KeyObject, how: Signing, forSigning: boolean) {
  if (key.type === 'ecdsa-p256')
    return { key: object, dsaEncoding: how.jws ? ('ieee-p1363' as const) : ('der' as const) };
  if (key.type !== 'rsa-2048') return { key: object };
  if (how.pkcs1) return { key: object, padding: constants.RSA_PKCS1_PADDING };
  const isAuto = how.saltLength === constants.RSA_PSS_SALTLEN_AUTO;
  return {
    key: object,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: isAuto && forSigning ? constants.RSA_PSS_SALTLEN_MAX_SIGN : how.saltLength,
  };
}

/** node:crypto hashes by itself, so an input that is hashed already cannot be signed except by ed25519, which hashes nothing. */
function message(key: TransitKey, input: Buffer, how: Signing): Buffer {
  if (!how.prehashed || key.type === 'ed25519') return input;
  throw badRequest('dev-embedded does not sign prehashed input with this key type');
}
