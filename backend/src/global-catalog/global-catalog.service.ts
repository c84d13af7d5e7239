import { globalConnectionMachine, type GlobalConnectionView, type RevokeGlobalConnection } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import {
  asPublisher,
  Clock,
  faultPoint,
  next,
  principal,
  Problem,
  refuseStale,
  UnitOfWork,
} from '../platform/index.ts';
import { SecretLedger, SecretSweeper } from '../secrets/index.ts';
import { GlobalCatalogQueries } from './global-catalog.queries.ts';
import { GlobalConnection, globalTargetOf } from './global-connection.entity.ts';

@Injectable()
export class GlobalCatalogService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: GlobalCatalogQueries,
    private readonly ledger: SecretLedger,
    private readonly sweeper: SecretSweeper,
    private readonly clock: Clock,
  ) {}

  /** Ends the copy for every tenant at once, then destroys its secret. The connection it was copied from goes on. */
  async revoke(id: string, input: RevokeGlobalConnection): Promise<GlobalConnectionView> {
    const who = principal();
    await this.uow.run(async (em) => {
      const seen = await em.findOne(GlobalConnection, { id });
      if (!seen) throw new Problem('not_found');
      ensure('revoke', 'GlobalConnection', seen);
      const secretId = await asPublisher(em, async () => {
        const copy = await em.findOneOrFail(
          GlobalConnection,
          { id },
          { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
        );
        refuseStale(input.version, copy.version);
        const state = next(globalConnectionMachine, copy.state, 'revoke');
        const secret = copy.secretId ?? null;
        em.assign(copy, {
          state,
          secretId: null,
          revokedAt: this.clock.now(),
          revokedBy: who.id,
          revokeReason: input.reason,
          version: copy.version + 1,
        });
        return secret;
      });
      if (secretId !== null) await this.ledger.doom(em, secretId);
      record(em, {
        action: 'global_connection.revoked',
        tenantId: null,
        target: globalTargetOf(seen),
        reason: input.reason,
        changes: difference({ state: 'published' }, { state: 'revoked' }),
      });
    });
    faultPoint('revoke.pointed');
    await this.sweeper.sweepQuietly();
    return this.queries.get(id);
  }
}
