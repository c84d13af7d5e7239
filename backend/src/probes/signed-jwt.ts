import { createPrivateKey, type KeyObject } from 'node:crypto';
import { fillTemplate, placeholdersIn, type Signing } from '@drawbridge/catalog';
import { UnusableCredential } from './outcome.ts';
import type { Values } from './values.ts';

export type JwtSigning = Extract<Signing, { kind: 'jwt' }>;

/** Allowed for clocks that are a little behind ours, in seconds. */
const clockSkew = 10;

/**
 * Signs the JSON Web Token of a definition (RFC 7519, RFC 7515). A claim whose value was not given is left out.
 * Throws an UnusableCredential when the key is none.
 */
export async function signJwt(signing: JwtSigning, values: Values, now: Date): Promise<string> {
  const { SignJWT } = await import('jose');
  const issuedAt = Math.floor(now.getTime() / 1000) - clockSkew;
  try {
    return await new SignJWT(filled(signing.claims, values))
      .setProtectedHeader({ ...filled(signing.header, values), alg: signing.algorithm, typ: 'JWT' })
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + signing.ttlSeconds)
      .sign(keyOf(signing, values[signing.keyField] ?? ''));
  } catch {
    // What is wrong with a key stands in messages that may quote it.
    throw new UnusableCredential('The key cannot be read. Paste it whole, as it was downloaded.');
  }
}

function filled(templates: Readonly<Record<string, string>>, values: Values): Record<string, string> {
  const isGiven = (template: string) => placeholdersIn(template).every((name) => values[name]);
  return Object.fromEntries(
    Object.entries(templates)
      .filter(([, template]) => isGiven(template))
      .map(([name, template]) => [name, fillTemplate(template, values, 'body')]),
  );
}

function keyOf({ keyEncoding }: JwtSigning, text: string): KeyObject | Uint8Array {
  if (keyEncoding === 'pem') return createPrivateKey(text);
  const key = Buffer.from(text, keyEncoding);
  if (key.length === 0) throw new TypeError('empty');
  return key;
}
