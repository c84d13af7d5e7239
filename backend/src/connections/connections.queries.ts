import {
  formatId,
  parseId,
  requiredScopes,
  type ConnectionQuery,
  type ConnectionView,
  type RequiredScope,
  type RevocationPreview,
} from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { accessibleBy, ensure } from '../access/index.ts';
import { AppCatalog } from '../apps/index.ts';
import { peopleById } from '../identity/index.ts';
import { Clock, containing, cursorId, days, pageOf, Problem, rowsOf, UnitOfWork } from '../platform/index.ts';
import { Connection } from './connection.entity.ts';
import { connectionView } from './connection.view.ts';
import { UsagesQueries } from './usages.queries.ts';

const deactivateFirst = 'Deactivate these workflows first. What they already processed stays as it is.';
const removeThere = 'Remove the access at the provider too.';

/** Reads of the tenant's connections. */
@Injectable()
export class ConnectionsQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly usages: UsagesQueries,
    private readonly clock: Clock,
  ) {}

  async list(query: ConnectionQuery) {
    const scope = accessibleBy('read', 'Connection');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('connection', query.cursor);
    const text = query.q === undefined ? undefined : { $ilike: containing(query.q) };
    return this.uow.read(async (em) => {
      const rows = await rowsOf(
        em,
        Connection,
        {
          $and: [
            scope,
            query.appId === undefined ? {} : { appId: query.appId },
            query.state === undefined ? {} : { state: query.state },
            query.ownerId === undefined ? {} : { ownerId: query.ownerId },
            query.health === undefined ? {} : { health: { outcome: query.health } },
            this.due(query.due),
            text === undefined
              ? {}
              : { $or: [{ name: text }, { externalAccountLabel: text }, { externalAccountId: text }] },
            after === undefined ? {} : { id: { $lt: after } },
          ],
        },
        { orderBy: { id: 'desc' }, limit: query.limit + 1 },
      );
      const view = await this.viewer(em, rows.slice(0, query.limit));
      return pageOf(rows, query.limit, (row) => row.id, view);
    });
  }

  get(id: string): Promise<ConnectionView> {
    return this.uow.read(async (em) => this.view(em, await this.load(em, id)));
  }

  /** What revoking it would stop, and which copy of it would stay. */
  revocation(id: string): Promise<RevocationPreview> {
    return this.uow.read(async (em) => {
      await this.load(em, id);
      const usages = await this.usages.newest(em, { connectionId: id });
      const advice = usages.length > 0 ? `${deactivateFirst} ${removeThere}` : removeThere;
      return { usages, publishedCopy: await publishedCopyOf(em, id), advice };
    });
  }

  async usagesOf(id: string, page: { limit: number; cursor?: string | undefined }) {
    await this.uow.read((em) => this.load(em, id));
    return this.usages.list({ connectionId: id }, page);
  }

  async view(em: EntityManager, row: Connection): Promise<ConnectionView> {
    return (await this.viewer(em, [row]))(row);
  }

  private async load(em: EntityManager, id: string): Promise<Connection> {
    const connection = await em.findOne(Connection, { id });
    if (!connection) throw new Problem('not_found');
    ensure('read', 'Connection', connection);
    return connection;
  }

  /** What each connection by OAuth has to be granted; nothing of an app that is no longer there. */
  private async requiredScopesOf(rows: readonly Readonly<Connection>[]): Promise<Map<string, RequiredScope[]>> {
    const tokens = rows.filter(({ authKind }) => authKind.startsWith('oauth2_'));
    const found = await Promise.all(
      tokens.map(async (row): Promise<[string, RequiredScope[]]> => {
        const made = await this.apps.made(row).catch(() => undefined);
        const { grantedScopes: granted, refreshable: renews } = row;
        return [row.id, made ? requiredScopes(made.method, { granted, renews }) : []];
      }),
    );
    return new Map(found);
  }

  private due(due: ConnectionQuery['due']) {
    if (due === undefined) return {};
    const before = due === 'overdue' ? this.clock.now() : this.clock.in(days(30));
    return { state: { $ne: 'revoked' as const }, rotationDueAt: { $lte: before } };
  }

  private async viewer(em: EntityManager, rows: Connection[]): Promise<(row: Connection) => ConnectionView> {
    const people = await peopleById(
      em,
      rows.flatMap((row) => [row.ownerId, row.revokedBy]),
    );
    const publications = await newestPublications(
      em,
      rows.map((row) => row.id),
    );
    const clientScopes = await clientScopesOf(
      em,
      rows.map((row) => row.oauthClientId),
    );
    const scopes = await this.requiredScopesOf(rows);
    return (row) =>
      connectionView(row, {
        clientScope: clientScopes.get(row.oauthClientId ?? '') ?? null,
        appName: (id) => this.apps.nameOf(id),
        requiredScopes: ({ id }) => scopes.get(id) ?? [],
        people,
        publication: publications.get(row.id) ?? null,
      });
  }
}

/** The copy of it that is published now. */
export async function publishedCopyOf(
  em: EntityManager,
  connectionId: string,
): Promise<{ id: string; name: string } | null> {
  const [copy] = await em.execute<{ id: string; name: string }[]>(
    `select id, name from global_connection where source_connection_id = ? and state = 'published'`,
    [parseId('connection', connectionId)],
  );
  return copy ? { id: formatId('globalConnection', copy.id), name: copy.name } : null;
}

/** Whose the OAuth clients are that connections were made with. */
async function clientScopesOf(
  em: EntityManager,
  ids: (string | null | undefined)[],
): Promise<Map<string, 'platform' | 'tenant'>> {
  const known = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (known.length === 0) return new Map();
  const rows = await em.execute<{ id: string; shared: boolean }[]>(
    `select id, tenant_id is null as shared from oauth_client where id in (${known.map(() => '?').join(', ')})`,
    known.map((id) => parseId('oauthClient', id)),
  );
  return new Map(rows.map((row) => [formatId('oauthClient', row.id), row.shared ? 'platform' : 'tenant']));
}

async function newestPublications(
  em: EntityManager,
  ids: string[],
): Promise<Map<string, NonNullable<ConnectionView['publication']>>> {
  if (ids.length === 0) return new Map();
  const rows = await em.execute<{ connection_id: string; id: string; state: string }[]>(
    `select distinct on (connection_id) connection_id, id, state from publication_request
     where connection_id in (${ids.map(() => '?').join(', ')}) order by connection_id, id desc`,
    ids.map((id) => parseId('connection', id)),
  );
  return new Map(
    rows.map((row) => [
      formatId('connection', row.connection_id),
      { requestId: formatId('publicationRequest', row.id), state: row.state },
    ]),
  );
}
