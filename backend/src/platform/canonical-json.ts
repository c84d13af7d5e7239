import { createHash } from 'node:crypto';

/**
 * One text for each JSON value, whatever the order of its keys: no white space, keys sorted by their UTF-16 code units
 * (RFC 8785, section 3.2). Give it what JSON can hold and nothing else.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}

/** SHA-256 over the UTF-8 bytes of a text, in hex: what `sha256sum` prints. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
