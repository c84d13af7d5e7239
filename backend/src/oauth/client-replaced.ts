import { connectionMachine } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { AppCatalog } from '../apps/index.ts';
import { Connection, lockConnection } from '../connections/index.ts';
import { UnitOfWork } from '../platform/index.ts';
import { OAuthClient } from './oauth-client.entity.ts';
import { Reauthorization } from './reauthorization.ts';

export const replacedTask = 'oauth-client-replaced';

/** Marks the connections that were made with a client that is no more: only its own grants can be renewed. */
@Injectable()
export class ClientReplaced {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly reauthorization: Reauthorization,
  ) {}

  /** A job: it may run twice, and finds nothing the second time. */
  async run(id: string): Promise<void> {
    const { client, made } = await this.uow.asSystem(async (em) => ({
      client: await em.findOneOrFail(OAuthClient, { id }),
      made: await em.find(Connection, { oauthClientId: id, state: 'active' }),
    }));
    const isLost = (one: Connection) => Boolean(client.removedAt) || one.filled['client_id'] !== client.clientId;
    for (const { id: connectionId, tenantId } of made.filter(isLost))
      await this.uow.asTenant(tenantId, async (em) => {
        const connection = await lockConnection(em, connectionId);
        if (connectionMachine.events.invalidate.from.includes(connection.state) && isLost(connection))
          await this.reauthorization.demand(em, connection, {
            reason: 'oauth_client_replaced',
            why: `The OAuth client for ${this.apps.nameOf(connection.appId)} was replaced.`,
          });
      });
  }
}
