import { clientAddresses, customAppScope, type MethodDefinition } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { bringsClient, type Used } from '../apps/index.ts';
import { platformPlace, SecretStore, tenantPlace, type SecretPlace } from '../secrets/index.ts';
import { OAuthClient } from './oauth-client.entity.ts';

/** Where the secret of a client lies: the platform's in an area that no workflow's identity reaches. */
export const clientPlace = (client: { id: string; tenantId?: string | null }, secretId: string): SecretPlace =>
  client.tenantId ? tenantPlace(client.tenantId, secretId) : platformPlace(client.id, secretId);

/** The client that a tenant connects an app with: its own, else the platform's. */
export async function clientInUse(
  em: EntityManager,
  appId: string,
  methodKey: string,
): Promise<OAuthClient | undefined> {
  const clients = await em.find(OAuthClient, { appId, methodKey, removedAt: null });
  return clients.find((one) => one.tenantId) ?? clients[0];
}

/** The client that something was made with; null: with none, or with one that the person typed. */
export const clientById = async (em: EntityManager, id: string | null | undefined): Promise<OAuthClient | null> =>
  id ? em.findOne(OAuthClient, { id }) : null;

/**
 * Whether this client may be shown by this definition. One of a custom app only where it was when its secret was set: a new
 * version that names another address does not get the secret before an administrator has typed it for that one.
 */
export function isFor(
  client: Pick<OAuthClient, 'appId' | 'methodKey' | 'secretId' | 'addresses'>,
  { app, method }: Pick<Used, 'method'> & { app: { id: string } },
): boolean {
  if (client.appId !== app.id || client.methodKey !== method.key) return false;
  if (customAppScope(client.appId) === undefined || !client.secretId) return true;
  return clientAddresses(method).every((address) => client.addresses?.includes(address));
}

/** As what we show ourselves to a provider. */
export interface ClientIdentity {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** PEM or JWK, for a client that signs instead of showing a secret. */
  readonly privateKey?: string | undefined;
}

/** Reads client secrets, for the provider's endpoints alone. */
@Injectable()
export class ClientSecrets {
  constructor(private readonly store: SecretStore) {}

  /** The client that the person typed, where the method asks for it, else the registered one; undefined: there is none. */
  async identity(
    of: { app: { id: string }; method: MethodDefinition },
    registered: OAuthClient | null | undefined,
    typed: Readonly<Record<string, string>>,
  ): Promise<ClientIdentity | undefined> {
    if (bringsClient(of.method)) return { clientId: typed['client_id'] ?? '', clientSecret: typed['client_secret'] };
    if (!registered || registered.removedAt || !isFor(registered, of)) return undefined;
    const secrets = registered.secretId ? await this.store.read(clientPlace(registered, registered.secretId)) : {};
    return {
      clientId: registered.clientId,
      clientSecret: secrets['client_secret'],
      privateKey: secrets['private_key'],
    };
  }
}
