import {
  customAppScope,
  type AppView,
  type GlobalConnectionQuery,
  type GlobalConnectionVersionView,
  type GlobalConnectionView,
  type Rest,
} from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { accessibleBy } from '../access/index.ts';
import { AppCatalog, appView, restingApps } from '../apps/index.ts';
import { peopleById, tenantsById } from '../identity/index.ts';
import { containing, cursorId, pageOf, principal, Problem, rowsOf, UnitOfWork } from '../platform/index.ts';
import { GlobalConnection, GlobalConnectionUse, GlobalConnectionVersion } from './global-connection.entity.ts';

/** Reads of the published copies. Tenants see that a copy exists and how to use it, not who published it. */
@Injectable()
export class GlobalCatalogQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
  ) {}

  async list(query: GlobalConnectionQuery) {
    const scope = accessibleBy('read', 'GlobalConnection');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('globalConnection', query.cursor);
    const text = query.q === undefined ? undefined : { $ilike: containing(query.q) };
    return this.uow.read(async (em) => {
      const rows = await rowsOf(
        em,
        GlobalConnection,
        {
          $and: [
            scope,
            query.appId === undefined ? {} : { appId: query.appId },
            query.state === undefined ? {} : { state: query.state },
            text === undefined ? {} : { $or: [{ name: text }, { externalAccountLabel: text }] },
            after === undefined ? {} : { id: { $lt: after } },
          ],
        },
        { orderBy: { id: 'desc' }, limit: query.limit + 1 },
      );
      const view = await this.viewer(em, rows.slice(0, query.limit));
      return pageOf(rows, query.limit, (row) => row.id, view);
    });
  }

  get(id: string): Promise<GlobalConnectionView> {
    return this.uow.read(async (em) => {
      const row = await this.load(em, id);
      return (await this.viewer(em, [row]))(row);
    });
  }

  /** The app as the copy goes by it; a tenant's own is shown to others by its published copies alone. */
  async app(id: string): Promise<AppView> {
    const copy = await this.uow.read((em) => this.load(em, id));
    if (copy.state === 'revoked') throw new Problem('connection_revoked');
    const { app, custom } = await this.apps.copied(copy);
    // Nobody connects by it, and whether the copy rests stands on the copy.
    return appView(app, { hasClient: () => false, rest: null, offeredVersion: custom?.number ?? null });
  }

  /** Every publication of the copy, the newest first. */
  versions(id: string): Promise<{ items: GlobalConnectionVersionView[] }> {
    return this.uow.read(async (em) => {
      const copy = await this.load(em, id);
      const sight = sightOf(copy);
      const rows = await rowsOf(
        em,
        GlobalConnectionVersion,
        { globalConnectionId: id },
        { orderBy: { publishedVersion: 'desc' }, limit: 100 },
      );
      const people = await peopleById(em, sight.platform ? rows.map((row) => row.publishedBy) : []);
      return {
        items: rows.map((row) => ({
          publishedVersion: row.publishedVersion,
          name: row.name,
          publishedAt: row.publishedAt.toISOString(),
          publishedBy: sight.platform ? people(row.publishedBy) : null,
          publicationRequestId: sight.source ? row.publicationRequestId : null,
          snapshotDigest: row.snapshotDigest,
        })),
      };
    });
  }

  /** Refuses an id that names no copy. */
  async exists(id: string): Promise<void> {
    await this.uow.read((em) => this.load(em, id));
  }

  private async load(em: EntityManager, id: string): Promise<GlobalConnection> {
    const row = await em.findOne(GlobalConnection, { id });
    if (!row) throw new Problem('not_found');
    return row;
  }

  private async viewer(
    em: EntityManager,
    rows: GlobalConnection[],
  ): Promise<(row: GlobalConnection) => GlobalConnectionView> {
    const platform = principal().tenantId === null;
    const people = await peopleById(em, platform ? rows.flatMap((row) => [row.publishedBy, row.revokedBy]) : []);
    const tenants = await tenantsById(
      em,
      rows.filter((row) => sightOf(row).source).map((row) => row.sourceTenantId),
    );
    const uses = await rowsOf(em, GlobalConnectionUse, { globalConnectionId: { $in: rows.map((row) => row.id) } });
    const resting = await restingApps(em, [...new Set(rows.map((row) => row.appId))]);
    const useOf = new Map(uses.map((use) => [use.globalConnectionId, use]));
    return (row) => {
      const sight = sightOf(row);
      const use = useOf.get(row.id);
      return {
        id: row.id,
        appId: row.appId,
        appName: row.appName ?? this.apps.nameOf(row.appId),
        customApp: customAppOf(row),
        authMethod: row.methodKey,
        authKind: row.authKind,
        name: row.name,
        state: row.state,
        rest: restOf(row, resting),
        publishedVersion: row.publishedVersion,
        externalAccount: row.externalAccountId
          ? { id: row.externalAccountId, label: row.externalAccountLabel ?? null }
          : null,
        config: row.config,
        secretFields: row.secretFields,
        scopes: row.scopes,
        token: row.followedSecretId
          ? { expiresAt: row.tokenExpiresAt?.toISOString() ?? null, problem: row.renewalProblem ?? null }
          : null,
        publishedAt: row.publishedAt.toISOString(),
        publishedBy: sight.platform ? people(row.publishedBy) : null,
        sourceTenant: sight.source ? tenants(row.sourceTenantId) : null,
        sourceConnectionId: sight.source ? row.sourceConnectionId : null,
        publicationRequestId: sight.source ? row.publicationRequestId : null,
        rotation: {
          dueAt: row.rotationDueAt?.toISOString() ?? null,
          days: row.rotationDays ?? null,
          source: row.rotationSource ?? 'No policy',
        },
        credentialSetAt: row.credentialSetAt.toISOString(),
        lastUsedAt: use?.lastUsedAt.toISOString() ?? null,
        useCount: use?.useCount ?? 0,
        revokedAt: row.revokedAt?.toISOString() ?? null,
        revokedBy: row.revokedBy && sight.platform ? people(row.revokedBy) : null,
        revokeReason: row.revokeReason ?? null,
        version: row.version,
      };
    };
  }
}

const customAppOf = ({ appId, appVersion }: GlobalConnection): GlobalConnectionView['customApp'] =>
  appVersion == null ? null : { scope: customAppScope(appId) ?? 'tenant', version: appVersion };

/** A tenant's own rule is about its own app; another tenant's app of the same id is another app. */
function restOf(row: GlobalConnection, resting: ReadonlyMap<string, Rest>): Rest | null {
  const rest = resting.get(row.appId) ?? null;
  const isForeign = customAppScope(row.appId) === 'tenant' && principal().tenantId !== row.sourceTenantId;
  return isForeign && rest?.scope === 'tenant' ? null : rest;
}

/** What the caller may know about where a copy comes from. */
function sightOf(row: GlobalConnection): { platform: boolean; source: boolean } {
  const { tenantId } = principal();
  return { platform: tenantId === null, source: tenantId === null || tenantId === row.sourceTenantId };
}
