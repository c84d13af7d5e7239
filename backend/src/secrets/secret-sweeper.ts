import { parseId } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, faultPoint, seconds, UnitOfWork } from '../platform/index.ts';
import { Secret } from './secret.entity.ts';
import { SecretStore } from './secret-store.ts';

const batch = 20;
const lease = seconds(15);
const longestPause = seconds(30);

/** Destroys what was doomed or abandoned. What Vault does not take now is tried again, with growing pauses. */
@Injectable()
export class SecretSweeper {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: SecretStore,
    private readonly clock: Clock,
  ) {}

  /** Works on what is due; returns how many were destroyed. Throws Vault's problem; what was not tried stays due. */
  async sweep(): Promise<number> {
    const due = await this.claim();
    for (const [index, secret] of due.entries()) {
      const place = { area: secret.area, owner: secret.ownerId, secret: parseId('secret', secret.id) };
      await this.store.destroy(place).catch(async (error: unknown) => {
        await this.putBack(due.slice(index + 1));
        throw error;
      });
      faultPoint('secret.destroyed');
      await this.close(secret.id);
    }
    return due.length;
  }

  /** Works on what is due as well as it can now; what stays is left to the next turn. */
  async sweepQuietly(): Promise<void> {
    await this.sweep().catch(() => undefined);
  }

  /** Takes some secrets for this process alone, for as long as one try takes. */
  private claim(): Promise<Secret[]> {
    return this.uow.asSystem(async (em) => {
      const due = await em.find(
        Secret,
        { nextAt: { $lte: this.clock.now() }, state: { $in: ['intended', 'doomed'] } },
        { orderBy: { nextAt: 'asc' }, limit: batch, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
      );
      for (const secret of due) {
        secret.state = 'doomed';
        secret.tries += 1;
        secret.nextAt = this.clock.in(Math.min(lease * 2 ** Math.min(secret.tries - 1, 4), longestPause));
      }
      return due;
    });
  }

  /** One that cannot be destroyed must not hold up the others: they come before it at the next turn. */
  private async putBack(untried: Secret[]): Promise<void> {
    await this.uow.asSystem(async (em) => {
      const ids = untried.map((secret) => secret.id);
      for (const secret of await em.find(Secret, { id: { $in: ids }, state: 'doomed' })) {
        secret.nextAt = this.clock.now();
        secret.tries -= 1;
      }
    });
  }

  private close(id: string): Promise<void> {
    return this.uow.asSystem(async (em) => {
      const secret = await em.findOneOrFail(Secret, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      secret.state = 'destroyed';
      secret.nextAt = null;
    });
  }
}
