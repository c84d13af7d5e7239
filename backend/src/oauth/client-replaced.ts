import { connectionMachine } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { AppCatalog } from '../apps/index.ts';
import { Connection, lockConnection } from '../connections/index.ts';
import { UnitOfWork } from '../platform/index.ts';
import { isFor } from './client-secret.ts';
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
    for (const one of made) {
      const isElsewhere = !(await this.isStillFor(client, one));
      const isLost = ({ filled }: Connection) =>
        Boolean(client.removedAt) || filled['client_id'] !== client.clientId || isElsewhere;
      if (!isLost(one)) continue;
      await this.uow.asTenant(one.tenantId, async (em) => {
        const connection = await lockConnection(em, one.id);
        const isActive = connectionMachine.events.invalidate.from.includes(connection.state);
        if (isActive && connection.appVersion === one.appVersion && isLost(connection))
          await this.reauthorization.demand(em, connection, {
            reason: 'oauth_client_replaced',
            why: `The OAuth client for ${this.apps.nameFor(connection)} was replaced.`,
          });
      });
    }
  }

  /** Whether the version that the connection was made with still gets the client. */
  private isStillFor(client: OAuthClient, connection: Connection): Promise<boolean> {
    return this.apps.made(connection).then(
      (made) => isFor(client, made),
      // A definition that this release does not take is no reason to end anything, nor to hold the others up.
      () => true,
    );
  }
}
