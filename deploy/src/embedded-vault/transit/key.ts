import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { badRequest } from '../http/reply.ts';

/** The key types this server has, and what each can do: https://developer.hashicorp.com/vault/api-docs/secret/transit#type */
export const keyTypes = {
  'aes128-gcm96': { encrypts: true, signs: false, bytes: 16 },
  'aes256-gcm96': { encrypts: true, signs: false, bytes: 32 },
  'chacha20-poly1305': { encrypts: true, signs: false, bytes: 32 },
  ed25519: { encrypts: false, signs: true, bytes: 0 },
  'ecdsa-p256': { encrypts: false, signs: true, bytes: 0 },
  'rsa-2048': { encrypts: true, signs: true, bytes: 0 },
} as const;
export type KeyType = keyof typeof keyTypes;

export interface KeyVersion {
  createdAt: number;
  /** Symmetric key in base64, or a private key in PEM. */
  material: string;
  hmac: string;
}

export interface TransitKey {
  name: string;
  type: KeyType;
  derived: boolean;
  latest: number;
  minDecryption: number;
  minEncryption: number;
  deletionAllowed: boolean;
  versions: Record<string, KeyVersion>;
}

export const isKeyType = (type: string): type is KeyType => Object.hasOwn(keyTypes, type);
export const isSymmetric = (key: TransitKey): boolean => keyTypes[key.type].bytes > 0;

export function newKey(name: string, type: KeyType, derived: boolean): TransitKey {
  const empty = {
    name,
    type,
    derived,
    latest: 0,
    minDecryption: 1,
    minEncryption: 0,
    deletionAllowed: false,
    versions: {},
  };
  return rotated(empty);
}

/** The key with one more version, which becomes the one that encrypts and signs. */
export function rotated(key: TransitKey): TransitKey {
  const version: KeyVersion = {
    createdAt: Date.now(),
    material: newMaterial(key.type),
    hmac: randomBytes(32).toString('base64'),
  };
  return { ...key, latest: key.latest + 1, versions: { ...key.versions, [key.latest + 1]: version } };
}

function newMaterial(type: KeyType): string {
  const { bytes } = keyTypes[type];
  if (bytes > 0) return randomBytes(bytes).toString('base64');
  const { privateKey } =
    type === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : type === 'ecdsa-p256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The version to encrypt or sign with; 0 asks for the latest. */
export function versionToWrite(key: TransitKey, asked: number): number {
  const version = asked || key.latest;
  if (version < 0 || version > key.latest) throw badRequest('invalid key version: too new');
  if (version < Math.max(key.minEncryption, key.minDecryption))
    throw badRequest('requested version is less than the minimum encryption key version');
  return version;
}

/** A version that may still decrypt or verify. */
export function versionToRead(key: TransitKey, version: number): KeyVersion {
  if (version < key.minDecryption)
    throw badRequest('ciphertext or signature version is disallowed by policy (too old)');
  const found = key.versions[version];
  if (!found) throw badRequest('invalid ciphertext or signature: no such key version');
  return found;
}

/** The secret bytes of a symmetric key; a derived key has different ones for every context. */
export function secretBytes(key: TransitKey, version: KeyVersion, context: Buffer): Buffer {
  const material = Buffer.from(version.material, 'base64');
  if (!key.derived) return material;
  if (context.length === 0)
    throw badRequest("missing 'context' for key derivation; the key was created using a derived key");
  return Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), context, material.length));
}

export const privateKeyOf = (version: KeyVersion): KeyObject => createPrivateKey(version.material);

/** As Vault shows it: base64 of the raw point for ed25519, PEM for the others. */
export function publicKeyText(key: TransitKey, version: KeyVersion): string {
  const spki = createPublicKey(privateKeyOf(version)).export({ type: 'spki', format: 'der' });
  if (key.type === 'ed25519') return spki.subarray(-32).toString('base64');
  return createPublicKey(privateKeyOf(version)).export({ type: 'spki', format: 'pem' }).toString();
}

const curveName = { ed25519: 'ed25519', 'ecdsa-p256': 'P-256', 'rsa-2048': 'rsa-2048' } as const;

/** The body of a read. */
export function describeKey(key: TransitKey) {
  const { encrypts, signs, bytes } = keyTypes[key.type];
  const readable = Object.entries(key.versions).filter(([number]) => Number(number) >= key.minDecryption);
  return {
    allow_plaintext_backup: false,
    auto_rotate_period: 0,
    deletion_allowed: key.deletionAllowed,
    derived: key.derived,
    exportable: false,
    imported_key: false,
    keys: Object.fromEntries(
      readable.map(([number, version]) => [
        number,
        bytes > 0
          ? Math.floor(version.createdAt / 1000)
          : {
              creation_time: new Date(version.createdAt).toISOString(),
              name: curveName[key.type as keyof typeof curveName],
              public_key: publicKeyText(key, version),
            },
      ]),
    ),
    latest_version: key.latest,
    min_available_version: 0,
    min_decryption_version: key.minDecryption,
    min_encryption_version: key.minEncryption,
    name: key.name,
    supports_decryption: encrypts,
    supports_derivation: bytes > 0,
    supports_encryption: encrypts,
    supports_signing: signs,
    type: key.type,
  };
}
