import type { MethodDefinition } from '@drawbridge/catalog';
import { secretsInside } from './secrets-inside.ts';

/** Values that are known to be no secret although no field declares them. */
const openNames = new Set(['client_id', 'redirect_uri', 'callback_uri']);

/** Values kept of a token reply that say who it is, as the account's id does; such as a web hook are secrets. */
const names = /_(?:ids?|name|email|type)$/;

/** A shorter text appears in others by chance; it is compared as a whole. */
const shortest = 6;

/** Tells whether a text from outside holds one of the credentials in any form in which it could have travelled. */
export class Secrets {
  private readonly parts: readonly string[];
  private readonly short: readonly string[];

  constructor(values: readonly string[]) {
    const long = values.filter((value) => value.length >= shortest);
    this.parts = [...new Set(long.flatMap(writings))];
    this.short = values.filter((value) => value !== '' && value.length < shortest);
  }

  isIn(text: string): boolean {
    return readings(text).some((reading) => {
      const lower = reading.toLowerCase();
      return this.parts.some((part) => lower.includes(part)) || this.short.includes(reading);
    });
  }
}

/** What a text says when it is percent-encoded (RFC 3986), form-encoded, or JSON-escaped, up to twice. */
function readings(text: string): string[] {
  const once = [text, unescaped(text), percentDecoded(text), percentDecoded(text.replaceAll('+', ' '))];
  return [...new Set([...once, ...once.flatMap((reading) => [percentDecoded(reading), unescaped(reading)])])];
}

/** Decodes what can be decoded and leaves the rest: encoders differ in what they encode. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString());
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-f]{4})|(["'\\/]))/gi,
    (_all, code: string | undefined, plain: string | undefined) => {
      return code === undefined ? (plain ?? '') : String.fromCharCode(Number.parseInt(code, 16));
    },
  );
}

/** Everything that is not declared as open counts as secret. */
export function secretsOf(method: MethodDefinition, values: Readonly<Record<string, string>>): Secrets {
  const { callbackFields = {}, tokenFields = {} } = method.oauth2 ?? {};
  const open = new Set([
    ...method.fields.filter((field) => !field.secret).map((field) => field.key),
    ...Object.keys(callbackFields),
    ...Object.keys(tokenFields).filter((name) => names.test(name)),
  ]);
  const isOpen = (name: string) => open.has(name) || openNames.has(name);
  const hidden = Object.keys(values).filter((name) => !isOpen(name));
  const shown = new Set(
    Object.keys(values)
      .filter(isOpen)
      .map((name) => values[name]),
  );
  const whole = hidden.map((name) => values[name] ?? '');
  const parts = whole.flatMap(secretsInside).filter((part) => part.length >= shortest && !shown.has(part));
  return new Secrets([...whole, ...parts]);
}

function writings(secret: string): string[] {
  return [secret, Buffer.from(secret).toString('hex'), ...base64Parts(secret)].map((text) => text.toLowerCase());
}

/** Base64 differs with the position modulo three; the characters that neighbours also decide are left off. */
function base64Parts(secret: string): string[] {
  const parts = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
      .toString('base64')
      .replace(/=+$/, '');
    const from = Math.ceil((before * 8) / 6);
    return text.slice(from, Math.floor(((before + Buffer.byteLength(secret)) * 8) / 6));
  });
  return parts
    .flatMap((part) => [part, part.replaceAll('+', '-').replaceAll('/', '_')])
    .filter((part) => part.length >= shortest);
}
