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
  appRule: 'rule',
  providerCall: 'call',
  customApp: 'capp',
  customAppVersion: 'cver',
  signOff: 'sig',
  connectionReview: 'crev',
} as const;

export type IdKind = keyof typeof idPrefixes;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const suffix = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** The pattern that a public identifier of this kind matches, as a regular expression source. */
export function idPattern(kind: IdKind): string {
  return `^${idPrefixes[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`;
}

const uuidShape = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

const byCode = (letters: string) => {
  const values = new Uint8Array(128);
  for (const [value, letter] of [...letters].entries()) values[letter.charCodeAt(0)] = value;
  return values;
};
const digitValues = byCode('0123456789abcdef');
const letterValues = byCode(alphabet);
const dash = '-'.charCodeAt(0);

/**
 * Writes a UUID as the public identifier of this kind; throws a RangeError when it is none.
 * One page writes a hundred of them, so the bits go by in small numbers and not through a big one.
 */
export function formatId(kind: IdKind, uuid: string): string {
  if (!uuidShape.test(uuid)) throw new RangeError('not a UUID');
  let text = `${idPrefixes[kind]}_`;
  // 26 letters hold two bits more than a UUID has: they lead, as zeros.
  let [bits, held] = [0, 2];
  for (let at = 0; at < uuid.length; at++) {
    const code = uuid.charCodeAt(at);
    if (code === dash) continue;
    // A capital letter is its small one without the sixth bit.
    bits = (bits << 4) | (digitValues[code < 65 ? code : code | 32] as number);
    held += 4;
    if (held < 5) continue;
    held -= 5;
    text += alphabet[bits >> held] as string;
    bits &= (1 << held) - 1;
  }
  return text;
}

/** Reads the UUID out of a public identifier of this kind; throws a RangeError when it is not one. */
export function parseId(kind: IdKind, id: string): string {
  const prefix = `${idPrefixes[kind]}_`;
  const text = id.slice(prefix.length);
  if (!id.startsWith(prefix) || !suffix.test(text)) throw new RangeError(`not a ${kind} id`);
  let hex = '';
  let [bits, held] = [0, -2];
  for (let at = 0; at < text.length; at++) {
    bits = (bits << 5) | (letterValues[text.charCodeAt(at)] as number);
    held += 5;
    while (held >= 4) {
      held -= 4;
      hex += (bits >> held).toString(16);
      bits &= (1 << held) - 1;
    }
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
