import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { CryptoKey } from 'openid-client';
import { z } from 'zod';

/** A key that signs client assertions (RFC 7523), and the name that the provider knows it by. */
export interface PrivateKey {
  readonly key: CryptoKey;
  readonly kid: string | undefined;
}

type Algorithm = Parameters<KeyObject['toCryptoKey']>[0];

const jwk = z.looseObject({ kty: z.string(), kid: z.string().max(200).optional(), alg: z.string().max(20).optional() });
const curves: Record<string, string> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
const shortestRsa = 2048;

/** Reads a private key from PEM (PKCS #8, PKCS #1 or SEC 1) or a JWK (RFC 7517); undefined: it is none that can be used. */
export function readPrivateKey(text: string): PrivateKey | undefined {
  try {
    const isJwk = text.trimStart().startsWith('{');
    const given = isJwk ? jwk.parse(JSON.parse(text)) : undefined;
    const key = createPrivateKey(given ? { key: given, format: 'jwk' } : text);
    const algorithm = algorithmOf(key, given?.alg);
    if (algorithm === undefined) return undefined;
    // One and the same class, which Node and the library declare apart.
    const made: unknown = key.toCryptoKey(algorithm, false, ['sign']);
    return { key: made as CryptoKey, kid: given?.kid };
  } catch {
    return undefined;
  }
}

/** What tells one key from another and is no secret: its name, and the SHA-256 of its public half (RFC 7638). */
export interface SigningKey {
  readonly keyId?: string;
  readonly thumbprint: string;
}

/** Of a key that `readPrivateKey` took. */
export async function signingKeyOf(text: string): Promise<SigningKey> {
  const given = text.trimStart().startsWith('{') ? jwk.parse(JSON.parse(text)) : undefined;
  const secret = createPrivateKey(given ? { key: given, format: 'jwk' } : text);
  const thumbprint = await calculateJwkThumbprint(createPublicKey(secret).export({ format: 'jwk' }));
  return { ...(given?.kid !== undefined && { keyId: given.kid }), thumbprint };
}

/** RS256 for an RSA key that does not say otherwise: every provider takes it. */
function algorithmOf(key: KeyObject, alg: string | undefined): Algorithm | undefined {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  const [, family = 'RS', bits = '256'] = /^(RS|PS)(256|384|512)$/.exec(alg ?? '') ?? [];
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= shortestRsa)
    return { name: family === 'PS' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: `SHA-${bits}` };
  if (key.asymmetricKeyType === 'ec' && curves[namedCurve]) return { name: 'ECDSA', namedCurve: curves[namedCurve] };
  return key.asymmetricKeyType === 'ed25519' ? { name: 'Ed25519' } : undefined;
}
