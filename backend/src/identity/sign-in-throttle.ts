import { Injectable } from '@nestjs/common';
import { Clock, minutes, Problem } from '../platform/index.ts';

const window = minutes(1);
const triesPerAddress = 120;
const addressesKept = 10_000;

/** Bounds the sign-in tries of one address, because each costs a password digest. Accounts have a lock of their own. */
@Injectable()
export class SignInThrottle {
  private readonly tries = new Map<string, number>();
  private since = 0;

  constructor(private readonly clock: Clock) {}

  pass(address: string): void {
    const now = this.clock.now().getTime();
    if (now - this.since > window || this.tries.size > addressesKept) {
      this.tries.clear();
      this.since = now;
    }
    const count = (this.tries.get(address) ?? 0) + 1;
    this.tries.set(address, count);
    if (count > triesPerAddress) throw new Problem('too_many_requests', { retryAfter: window / 1000 });
  }
}
