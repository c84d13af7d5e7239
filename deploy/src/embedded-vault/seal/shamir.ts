/**
 * Shamir's secret sharing over GF(2^8) with the AES polynomial, one polynomial per byte of the secret.
 * A share is the y values followed by its x, as in Vault: https://developer.hashicorp.com/vault/docs/concepts/seal#shamir-seals
 */
import { randomBytes, randomInt } from 'node:crypto';

const exp = new Uint8Array(510);
const log = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++) {
  exp[i] = exp[i + 255] = x;
  log[x] = i;
  x ^= (x << 1) ^ (x & 0x80 ? 0x11b : 0); // times 3, a generator
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : at(exp, at(log, a) + at(log, b));
}

function divide(a: number, b: number): number {
  if (b === 0) throw new RangeError('two shares are the same');
  return a === 0 ? 0 : at(exp, at(log, a) + 255 - at(log, b));
}

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;

/** Splits a secret into `shares` parts, any `threshold` of which give it back. */
export function split(secret: Buffer, shares: number, threshold: number): Buffer[] {
  if (threshold < 2 || threshold > shares || shares > 255 || secret.length === 0)
    throw new RangeError('invalid number of shares');
  const places = Array.from({ length: 255 }, (_, i) => i + 1);
  for (let i = places.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [places[i], places[j]] = [places[j] ?? 0, places[i] ?? 0];
  }
  const parts = places.slice(0, shares).map((x) => {
    const part = Buffer.alloc(secret.length + 1);
    part[secret.length] = x;
    return part;
  });
  secret.forEach((byte, index) => {
    const coefficients = [byte, ...randomBytes(threshold - 1)];
    for (const part of parts) {
      const x = at(part, secret.length);
      part[index] = coefficients.reduceRight((sum, coefficient) => multiply(sum, x) ^ coefficient, 0);
    }
  });
  return parts;
}

/** The secret at x = 0, by Lagrange interpolation. Too few or wrong shares give a wrong secret, not an error. */
export function combine(parts: Buffer[]): Buffer {
  const length = (parts[0]?.length ?? 0) - 1;
  if (parts.length < 2 || length < 1 || parts.some((part) => part.length !== length + 1))
    throw new RangeError('shares do not fit together');
  const xs = parts.map((part) => at(part, length));
  const weights = Uint8Array.from(
    xs.map((x, i) =>
      xs.reduce((product, other, j) => (i === j ? product : multiply(product, divide(other, other ^ x))), 1),
    ),
  );
  return Buffer.from(
    Array.from({ length }, (_, index) =>
      parts.reduce((sum, part, i) => sum ^ multiply(at(part, index), at(weights, i)), 0),
    ),
  );
}
