/**
 * Public identifiers: a prefix that says what the thing is, and a UUID in Crockford base32 (the TypeID format).
 * PostgreSQL and Vault hold the plain UUID; everything a person or a program sees holds the public form.
 */
export const idPrefixes = {
  tenant: 'ten',
  user: 'usr',
  membership: 'mem',
  session: 'ses',
  apiKey: 'key',
  attempt: 'att',
  connection: 'conn',
  usage: 'use',
  publicationRequest: 'pub',
  globalConnection: 'glob',
  secret: 'sec',
  auditEvent: 'evt',
  rotationPolicy: 'rpol',
  reminder: 'rem',
  reminderRun: 'run',
  notification: 'ntf',
  oauthClient: 'ocl',
} as const;

export type IdKind = keyof typeof idPrefixes;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const suffix = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** The pattern that a public identifier of this kind matches, as a regular expression source. */
export function idPattern(kind: IdKind): string {
  return `^${idPrefixes[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`;
}

/** Writes a UUID as the public identifier of this kind. */
export function formatId(kind: IdKind, uuid: string): string {
  let value = BigInt(`0x${uuid.replaceAll('-', '')}`);
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = (alphabet[Number(value & 31n)] as string) + text;
    value >>= 5n;
  }
  return `${idPrefixes[kind]}_${text}`;
}

/** Reads the UUID out of a public identifier of this kind; throws a RangeError when it is not one. */
export function parseId(kind: IdKind, id: string): string {
  const prefix = `${idPrefixes[kind]}_`;
  const text = id.slice(prefix.length);
  if (!id.startsWith(prefix) || !suffix.test(text)) throw new RangeError(`not a ${kind} id`);
  let value = 0n;
  for (const letter of text) value = (value << 5n) | BigInt(alphabet.indexOf(letter));
  const hex = value.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
