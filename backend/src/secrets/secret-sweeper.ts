import { parseId } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, faultPoint, seconds, UnitOfWork } from '../platform/index.ts';
import { Secret } from './secret.entity.ts';
import { SecretStore } from './secret-store.ts';

const batch = 20;
const lease = seconds(15);
const longestPause = seconds(60);

/** Destroys what was doomed or abandoned. What Vault does not take now is tried again, with growing pauses. */
@Injectable()
export class SecretSweeper {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: SecretStore,
    private readonly clock: Clock,
  ) {}

  /** Works on what is due; returns how many were destroyed. Throws Vault's problem after putting the rest off. */
  async sweep(): Promise<number> {
    const due = await this.claim();
    let destroyed = 0;
    for (const secret of due) {
      await this.store.destroy({ area: secret.area, owner: secret.ownerId, secret: parseId('secret', secret.id) });
      faultPoint('secret.destroyed');
      await this.close(secret.id);
      destroyed += 1;
    }
    return destroyed;
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

  private close(id: string): Promise<void> {
    return this.uow.asSystem(async (em) => {
      const secret = await em.findOneOrFail(Secret, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      secret.state = 'destroyed';
      secret.nextAt = null;
    });
  }
}
