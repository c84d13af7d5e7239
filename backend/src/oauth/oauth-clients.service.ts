import {
  clientAddresses,
  type CreateOAuthClient,
  type MethodDefinition,
  type OAuthClientView,
  type UpdateOAuthClient,
} from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog, bringsClient } from '../apps/index.ts';
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
import { SecretLedger, SecretStore, SecretSweeper, type SecretFields } from '../secrets/index.ts';
import { replacedTask } from './client-replaced.ts';
import { clientPlace } from './client-secret.ts';
import { OAuthClient } from './oauth-client.entity.ts';
import { OAuthClientsQueries } from './oauth-clients.queries.ts';
import { readPrivateKey, signingKeyOf } from './private-key.ts';

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
    const { app, method, custom } = await this.apps.offered(input.appId, input.authMethod);
    if (method.kind !== 'oauth2_authorization_code')
      throw invalidField('unknown_app', '/authMethod', 'is no method that takes an OAuth client');
    if (bringsClient(method)) throw invalidField('unknown_app', '/authMethod', 'asks each person for the client');
    const secret = clientSecretOf(method, input);
    if (secret === undefined && method.oauth2?.clientAuth !== 'none')
      throw signs(method)
        ? invalidField('invalid_fields', '/privateKey', 'is required by this app')
        : invalidField('invalid_fields', '/clientSecret', 'is required by this app');
    const now = this.clock.now();
    const row = {
      id: newId('oauthClient'),
      tenantId: who.tenantId,
      appId: app.id,
      methodKey: method.key,
      clientId: input.clientId,
      config: await keyFacts(input.privateKey, now),
      addresses: custom && clientAddresses(method),
      createdBy: who.id,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    ensure('create', 'OAuthClient', row);
    const secretId = await this.writeSecret(row, secret);
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
    const { method, custom } = await this.apps.offered(seen.appId, seen.methodKey);
    const secretId = await this.writeSecret(seen, clientSecretOf(method, input));
    const now = this.clock.now();
    const config = await keyFacts(input.privateKey, now);
    await this.uow.run(async (em) => {
      const client = await load(em, id, 'update', true);
      refuseStale(input.version, client.version);
      const before = audible(client);
      if (secretId) {
        await this.ledger.settle(em, secretId);
        if (client.secretId) await this.ledger.doom(em, client.secretId, this.clock.in(60_000));
        // Typed for what is offered now: of a custom app it goes to these addresses and to no other.
        const addresses = custom && clientAddresses(method);
        Object.assign(client, { secretId, config, addresses });
      }
      if (input.clientId !== undefined) client.clientId = input.clientId;
      if (isAnother(before, audible(client))) await this.jobs.add(em, replacedTask, { id });
      client.updatedAt = now;
      client.version += 1;
      record(em, {
        action: 'oauth_client.updated',
        target: targetOf(client, this.apps.nameFor(client)),
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
      record(em, { action: 'oauth_client.removed', target: targetOf(client, this.apps.nameFor(client)) });
    });
    await this.sweeper.sweepQuietly();
  }

  private async writeSecret(
    of: Pick<OAuthClient, 'id' | 'tenantId'>,
    secret: SecretFields | undefined,
  ): Promise<string | null> {
    if (secret === undefined) return null;
    const intended = await this.uow.run((em) =>
      Promise.resolve(of.tenantId ? this.ledger.intendTenant(em, of.tenantId) : this.ledger.intendPlatform(em, of.id)),
    );
    await this.store.write(clientPlace(of, intended.id), secret);
    return intended.id;
  }
}

const signs = ({ oauth2 }: MethodDefinition): boolean => oauth2?.clientAuth === 'private_key_jwt';

/** What is kept of the input in Vault; refuses what this app has no use for, and a key that none can be made of. */
function clientSecretOf(
  method: MethodDefinition,
  { clientSecret, privateKey }: Pick<CreateOAuthClient, 'clientSecret' | 'privateKey'>,
): SecretFields | undefined {
  if (clientSecret !== undefined && signs(method))
    throw invalidField(
      'invalid_fields',
      '/clientSecret',
      'is not used by this app: its client signs with a private key',
    );
  if (privateKey !== undefined && !signs(method))
    throw invalidField('invalid_fields', '/privateKey', 'is not used by this app: its client has a secret');
  if (privateKey !== undefined && !readPrivateKey(privateKey))
    throw invalidField(
      'invalid_fields',
      '/privateKey',
      'must be a private key in PEM or JWK: RSA from 2048 bits, EC P-256, P-384, P-521, or Ed25519',
    );
  if (privateKey !== undefined) return { private_key: privateKey };
  return clientSecret === undefined ? undefined : { client_secret: clientSecret };
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

/** Kept beside the client, so that people see which key is stored: the key itself is in Vault alone. */
async function keyFacts(privateKey: string | undefined, setAt: Date): Promise<Record<string, string>> {
  return privateKey === undefined ? {} : { ...(await signingKeyOf(privateKey)), setAt: setAt.toISOString() };
}

const audible = ({ appId, methodKey, clientId, config, addresses }: OAuthClient) => ({
  appId,
  methodKey,
  clientId,
  ...(addresses && { addresses }),
  ...(config['thumbprint'] && { signingKey: config['thumbprint'] }),
});

type Audible = ReturnType<typeof audible>;

/** Whether what was connected with it before may be renewed no longer. */
const isAnother = (before: Audible, after: Audible): boolean =>
  before.clientId !== after.clientId || JSON.stringify(before.addresses) !== JSON.stringify(after.addresses);
const targetOf = (client: Pick<OAuthClient, 'id'>, name: string) => ({ type: 'oauth_client', id: client.id, name });
