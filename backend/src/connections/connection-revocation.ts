import { connectionMachine, type RevokeConnection, type RevokedConnection } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import { Notices } from '../notifications/index.ts';
import { Clock, faultPoint, invalidField, next, principal, refuseStale, UnitOfWork } from '../platform/index.ts';
import { SecretLedger, SecretSweeper } from '../secrets/index.ts';
import { targetOf } from './connection.entity.ts';
import { ConnectionsQueries, publishedCopyOf } from './connections.queries.ts';
import { CredentialKeepers } from './credential-keepers.ts';
import { lockConnection, seenFor } from './load-connection.ts';
import { UsagesQueries } from './usages.queries.ts';

/** Ends a connection for good: here at once, at the provider as well as that goes. */
@Injectable()
export class ConnectionRevocation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: ConnectionsQueries,
    private readonly usages: UsagesQueries,
    private readonly ledger: SecretLedger,
    private readonly sweeper: SecretSweeper,
    private readonly notices: Notices,
    private readonly keepers: CredentialKeepers,
    private readonly clock: Clock,
  ) {}

  /**
   * Revokes it: workflows are refused from the commit on, then the secret is destroyed. The reply names the workflows
   * that stop working and the published copy that stays.
   */
  async revoke(id: string, input: RevokeConnection): Promise<RevokedConnection> {
    const who = principal();
    const endAtProvider = await this.ending(id);
    const { stoppedUsages, publishedCopy } = await this.uow.run(async (em) => {
      const connection = await lockConnection(em, id);
      ensure('revoke', 'Connection', connection);
      refuseStale(input.version, connection.version);
      const state = next(connectionMachine, connection.state, 'revoke');
      const copy = await publishedCopyOf(em, id);
      const isShared = this.keepers.of(connection) !== undefined;
      if (copy) refuseUnsaid(input.revokePublished, isShared);
      const before = { state: connection.state };
      if (connection.secretId) await this.ledger.doom(em, connection.secretId);
      em.assign(connection, {
        state,
        isDefault: false,
        secretId: null,
        revokedAt: this.clock.now(),
        revokedBy: who.id,
        revokeReason: input.reason,
        version: connection.version + 1,
      });
      record(em, {
        action: 'connection.revoked',
        target: targetOf(connection),
        ownerId: connection.ownerId,
        reason: input.reason,
        changes: difference(before, { state }),
      });
      // One that lives on this authorization ends with it.
      if (copy && input.revokePublished === true && !isShared) {
        record(em, {
          action: 'global_connection.revocation_requested',
          target: { type: 'global_connection', ...copy },
          reason: input.reason,
        });
        await this.notices.toSystemAdmins(em, {
          kind: 'publication_requested',
          title: `Revocation of the published copy "${copy.name}" is asked for`,
          body: `${who.tenantName ?? 'A tenant'} revoked the connection it was copied from. Reason: ${input.reason}`,
          link: `/global-connections/${copy.id}/show`,
          dedupe: `revocation-requested:${copy.id}`,
        });
      }
      return { stoppedUsages: await this.usages.newest(em, { connectionId: id }), publishedCopy: copy?.id ?? null };
    });
    faultPoint('revoke.pointed');
    await endAtProvider?.();
    await this.sweeper.sweepQuietly();
    return {
      connection: await this.queries.get(id),
      stoppedUsages,
      publishedCopy,
      advice:
        'Workflows are refused from now on and the stored secret is destroyed. Remove the access at the provider too.',
    };
  }

  /** Read before the secret is doomed, because afterwards anybody may destroy it. */
  private async ending(id: string): Promise<(() => Promise<void>) | undefined> {
    const connection = await this.uow.read((em) => seenFor(em, 'revoke', id));
    return connection.state === 'revoked' ? undefined : this.keepers.of(connection)?.toEnd(connection);
  }
}

/** The published copy of a connection that is revoked: nothing is decided for people silently. */
function refuseUnsaid(revokePublished: boolean | undefined, isShared: boolean): void {
  if (isShared && revokePublished !== true)
    throw invalidField(
      'invalid_input',
      '/revokePublished',
      'must be true: the published copy lives on the same authorization and ends with it',
    );
  if (revokePublished === undefined)
    throw invalidField(
      'invalid_input',
      '/revokePublished',
      'must say what happens to the published copy: false keeps it, true asks the system admins to revoke it',
    );
}
