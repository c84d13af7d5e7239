import type { CreateOAuthClient, OAuthClientView, UpdateOAuthClient } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog, unsupportedIn } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import {
  Clock,
  invalidField,
  Jobs,
  newId,
  principal,
  Problem,
  refuseStale,
  uniqueOr,
  UnitOfWork,
} from '../platform/index.ts';
import { SecretLedger, SecretStore, SecretSweeper } from '../secrets/index.ts';
import { replacedTask } from './client-replaced.ts';
import { clientPlace } from './client-secret.ts';
import { OAuthClient } from './oauth-client.entity.ts';
import { OAuthClientsQueries } from './oauth-clients.queries.ts';

/** Registers, replaces and removes OAuth clients: those of the platform, and a tenant's own. */
@Injectable()
export class OAuthClientsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly queries: OAuthClientsQueries,
    private readonly store: SecretStore,
    private readonly ledger: SecretLedger,
    private readonly sweeper: SecretSweeper,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Intent first, then the secret, then the client that points at it. */
  async create(input: CreateOAuthClient): Promise<OAuthClientView> {
    const who = principal();
    const { app, method } = this.apps.method(input.appId, input.authMethod);
    if (method.kind !== 'oauth2_authorization_code')
      throw invalidField('unknown_app', '/authMethod', 'is no method that takes an OAuth client');
    const unsupported = unsupportedIn(method);
    if (unsupported !== undefined) throw new Problem('app_unavailable', { detail: unsupported });
    if (input.clientSecret === undefined && method.oauth2?.clientAuth !== 'none')
      throw invalidField('invalid_fields', '/clientSecret', 'is required by this app');
    const now = this.clock.now();
    const row = {
      id: newId('oauthClient'),
      tenantId: who.tenantId,
      appId: app.id,
      methodKey: method.key,
      clientId: input.clientId,
      config: {},
      createdBy: who.id,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    ensure('create', 'OAuthClient', row);
    const secretId = await this.writeSecret(row, input.clientSecret);
    await uniqueOr('appId', 'has an OAuth client already', () =>
      this.uow.run(async (em) => {
        const client = em.create(OAuthClient, { ...row, secretId });
        em.persist(client);
        if (secretId) await this.ledger.settle(em, secretId);
        record(em, {
          action: 'oauth_client.created',
          target: targetOf(client, app.name),
          changes: difference({}, audible(client)),
        });
      }),
    );
    return this.queries.get(row.id);
  }

  /** Replaces the secret, or the client itself. Connections made with another client have to be reauthorized. */
  async update(id: string, input: UpdateOAuthClient): Promise<OAuthClientView> {
    const seen = await this.uow.read((em) => load(em, id, 'update'));
    const secretId = await this.writeSecret(seen, input.clientSecret);
    await this.uow.run(async (em) => {
      const client = await load(em, id, 'update', true);
      refuseStale(input.version, client.version);
      const before = audible(client);
      if (secretId) {
        await this.ledger.settle(em, secretId);
        if (client.secretId) await this.ledger.doom(em, client.secretId, this.clock.in(60_000));
        client.secretId = secretId;
      }
      if (input.clientId !== undefined && input.clientId !== client.clientId) {
        client.clientId = input.clientId;
        await this.jobs.add(em, replacedTask, { id });
      }
      client.updatedAt = this.clock.now();
      client.version += 1;
      record(em, {
        action: 'oauth_client.updated',
        target: targetOf(client, this.apps.nameOf(client.appId)),
        changes: {
          ...difference(before, audible(client)),
          ...(secretId && { secret: { before: 'set', after: 'set anew' } }),
        },
      });
    });
    return this.queries.get(id);
  }

  /** Nothing is connected with it any more, and what was has to be reauthorized. Its secret is destroyed. */
  async remove(id: string): Promise<void> {
    await this.uow.run(async (em) => {
      const client = await load(em, id, 'update', true);
      client.removedAt = this.clock.now();
      client.version += 1;
      if (client.secretId) await this.ledger.doom(em, client.secretId);
      client.secretId = null;
      await this.jobs.add(em, replacedTask, { id });
      record(em, { action: 'oauth_client.removed', target: targetOf(client, this.apps.nameOf(client.appId)) });
    });
    await this.sweeper.sweepQuietly();
  }

  private async writeSecret(
    of: Pick<OAuthClient, 'id' | 'tenantId'>,
    secret: string | undefined,
  ): Promise<string | null> {
    if (secret === undefined) return null;
    const intended = await this.uow.run((em) =>
      Promise.resolve(of.tenantId ? this.ledger.intendTenant(em, of.tenantId) : this.ledger.intendPlatform(em, of.id)),
    );
    await this.store.write(clientPlace(of, intended.id), { client_secret: secret });
    return intended.id;
  }
}

async function load(em: EntityManager, id: string, action: 'update', lock = false): Promise<OAuthClient> {
  const client = await em.findOne(
    OAuthClient,
    { id, removedAt: null },
    lock ? { lockMode: LockMode.PESSIMISTIC_WRITE } : {},
  );
  // A tenant sees the platform's client, but it is not theirs.
  if (!client) throw new Problem('not_found');
  ensure(action, 'OAuthClient', client);
  return client;
}

const audible = ({ appId, methodKey, clientId }: OAuthClient) => ({ appId, methodKey, clientId });
const targetOf = (client: Pick<OAuthClient, 'id'>, name: string) => ({ type: 'oauth_client', id: client.id, name });
