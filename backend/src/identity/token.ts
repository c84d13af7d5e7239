import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { idPrefixes, parseId } from '@drawbridge/catalog';

/** 256 random bits, for a cookie or a key. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token. It is random, so a plain digest needs no salt. */
export const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

const prefix = 'dbk';
const shape = /^dbk_([0-7][0-9a-hjkmnp-tv-z]{25})_([A-Za-z0-9_-]{43})$/;

/** Writes an API key: which key it is, then its secret. */
export const formatApiKey = (id: string, secret: string): string =>
  `${prefix}_${id.slice(idPrefixes.apiKey.length + 1)}_${secret}`;

/** Reads an API key; undefined when it is none. */
export function parseApiKey(key: string): { uuid: string; secret: string } | undefined {
  const [, id, secret] = shape.exec(key) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  return { uuid: parseId('apiKey', `${idPrefixes.apiKey}_${id}`), secret };
}

const nothing = digest('');

/** Compares in constant time; an unknown key costs as much as a wrong one. */
export const matches = (secret: string, hash: Buffer | undefined): boolean =>
  timingSafeEqual(digest(secret), hash ?? nothing) && hash !== undefined;
