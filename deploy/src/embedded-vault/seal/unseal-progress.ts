import { randomUUID } from 'node:crypto';
import { badRequest } from '../http/reply.ts';
import { combine } from './shamir.ts';

/** The shares given so far; `nonce` names one round of unsealing. */
export class UnsealProgress {
  #shares: Buffer[] = [];
  #nonce = '';

  get count(): number {
    return this.#shares.length;
  }

  get nonce(): string {
    return this.#nonce;
  }

  reset(): void {
    this.#shares = [];
    this.#nonce = '';
  }

  /** Adds a share; the whole unseal key once `threshold` different ones are there, and then starts over. */
  add(share: Buffer, threshold: number): Buffer | undefined {
    if (this.#shares.some((known) => known.equals(share))) return undefined;
    if (this.#shares.length === 0) this.#nonce = randomUUID();
    this.#shares.push(share);
    if (this.#shares.length < threshold) return undefined;
    const shares = this.#shares;
    this.reset();
    if (threshold === 1) return share;
    try {
      return combine(shares);
    } catch {
      throw badRequest('the key shares do not fit together');
    }
  }
}

/** A share arrives as hex or as base64: https://developer.hashicorp.com/vault/api-docs/system/unseal */
export function parseShare(text: string): Buffer {
  const isHex = /^(?:[0-9a-fA-F]{2})+$/.test(text);
  const share = Buffer.from(text, isHex ? 'hex' : 'base64');
  if (!isHex && share.toString('base64') !== text) throw badRequest("'key' must be a valid hex or base64 string");
  return share;
}
