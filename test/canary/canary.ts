import { randomBytes } from 'node:crypto';

/** A secret made to be looked for: its core survives every escaping, and what is around it is escaped by most. */
export class Canary {
  readonly core = `canary${randomBytes(12).toString('hex')}`;
  readonly value: string;
  private readonly plain: readonly string[];
  private readonly base64: readonly string[];

  constructor(
    readonly what: string,
    around: (core: string) => string = (core) => `"${core}\\ +/&%é'`,
  ) {
    this.value = around(this.core);
    this.plain = [this.core, Buffer.from(this.core).toString('hex')];
    this.base64 = alignments(this.core);
  }

  /** Whether a text holds it: as it is, escaped, in hexadecimal, or in base64 wherever it begins in what was encoded. */
  isIn(text: string): boolean {
    const lower = text.toLowerCase();
    return this.plain.some((form) => lower.includes(form)) || this.base64.some((form) => text.includes(form));
  }
}

/** Base64 depends on the position modulo three; the characters that the neighbours also decide are left off. */
function alignments(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + text.length) * 8) / 6));
  });
}

/** Which canaries a text holds, beside those that may be there. */
export const found = (canaries: Iterable<Canary>, text: string, allowed: readonly Canary[] = []): string[] =>
  [...canaries].filter((canary) => !allowed.includes(canary) && canary.isIn(text)).map((canary) => canary.what);
