import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
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

/** Reads client secrets, for the token endpoint alone. */
@Injectable()
export class ClientSecrets {
  constructor(private readonly store: SecretStore) {}

  async of(client: OAuthClient): Promise<string | undefined> {
    if (!client.secretId) return undefined;
    return (await this.store.read(clientPlace(client, client.secretId)))['client_secret'];
  }
}
