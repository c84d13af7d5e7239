import { formatId, parseId, type OAuthClientQuery, type OAuthClientView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { accessibleBy, ensure } from '../access/index.ts';
import { AppCatalog } from '../apps/index.ts';
import { peopleById } from '../identity/index.ts';
import { CONFIG, cursorId, pageOf, Problem, UnitOfWork, type Config, rowsOf } from '../platform/index.ts';
import { OAuthClient } from './oauth-client.entity.ts';
import { redirectUri } from './redirect-uri.ts';

/** Reads of OAuth clients; their secrets are never among it. */
@Injectable()
export class OAuthClientsQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(query: OAuthClientQuery) {
    const scope = accessibleBy('read', 'OAuthClient');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('oauthClient', query.cursor);
    const customAppId = query.appId === undefined ? null : await this.apps.customAppId(query.appId);
    return this.uow.read(async (em) => {
      const rows = await rowsOf(
        em,
        OAuthClient,
        {
          $and: [
            scope,
            { removedAt: null },
            query.appId === undefined ? {} : { appId: query.appId },
            after === undefined ? {} : { id: { $lt: after } },
          ],
        },
        { orderBy: { id: 'desc' }, limit: query.limit + 1 },
      );
      const view = await this.viewer(em, rows.slice(0, query.limit));
      return {
        ...pageOf(rows, query.limit, (row) => row.id, view),
        redirectUri: redirectUri(this.config, customAppId),
      };
    });
  }

  get(id: string): Promise<OAuthClientView> {
    return this.uow.read(async (em) => {
      const row = await em.findOne(OAuthClient, { id, removedAt: null });
      if (!row) throw new Problem('not_found');
      ensure('read', 'OAuthClient', row);
      return (await this.viewer(em, [row]))(row);
    });
  }

  private async viewer(em: EntityManager, rows: OAuthClient[]): Promise<(row: OAuthClient) => OAuthClientView> {
    const people = await peopleById(
      em,
      rows.map((row) => row.createdBy),
    );
    const counts = await connectionCounts(
      em,
      rows.map((row) => row.id),
    );
    return (row) => ({
      id: row.id,
      scope: row.tenantId ? 'tenant' : 'platform',
      appId: row.appId,
      appName: this.apps.nameFor(row),
      authMethod: row.methodKey,
      clientId: row.clientId,
      hasSecret: Boolean(row.secretId),
      signingKey: signingKeyOf(row),
      redirectUri: redirectUri(this.config, row.customAppId ?? null),
      connectionCount: counts.get(row.id) ?? 0,
      createdBy: row.createdBy ? people(row.createdBy) : null,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      version: row.version,
    });
  }
}

function signingKeyOf({ config: { keyId, thumbprint, setAt } }: OAuthClient): OAuthClientView['signingKey'] {
  return thumbprint === undefined || setAt === undefined ? null : { keyId: keyId ?? null, thumbprint, setAt };
}

async function connectionCounts(em: EntityManager, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await em.execute<{ id: string; count: string }[]>(
    `select oauth_client_id as id, count(*) as count from connection
     where state <> 'revoked' and oauth_client_id in (${ids.map(() => '?').join(', ')}) group by oauth_client_id`,
    ids.map((id) => parseId('oauthClient', id)),
  );
  return new Map(rows.map((row) => [formatId('oauthClient', row.id), Number(row.count)]));
}
