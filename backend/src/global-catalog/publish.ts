import { globalConnectionMachine, type PublicationSnapshot } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { CustomVersion } from '../apps/index.ts';
import { asPublisher, next } from '../platform/index.ts';
import { GlobalConnection, GlobalConnectionVersion } from './global-connection.entity.ts';

/** The token that was copied, and the credential of the source that it is from. */
export interface Following {
  secretId: string;
  expiresAt: Date | null;
}

export interface Publication {
  globalConnectionId: string;
  secretId: string;
  requestId: string;
  tenantId: string;
  connectionId: string;
  /** Of a custom app: the version that was reviewed, and the name of the app in it. */
  custom: (Pick<CustomVersion, 'versionId' | 'number'> & { name: string }) | null;
  snapshot: PublicationSnapshot;
  /** Values that nobody typed: a chosen site, a pinned host key, an address from a reply. */
  filled: Record<string, string>;
  /** Of a connection by OAuth: what the copy is to follow. */
  token: Following | null;
  snapshotDigest: string;
  approvedBy: string;
  at: Date;
}

/**
 * Writes the copy into the global tables: the only code that does. A connection that is published already gets a new
 * version of its copy; the reply names the secret that the new one replaces.
 */
export async function publish(
  em: EntityManager,
  publication: Publication,
): Promise<{ copy: GlobalConnection; replacedSecretId: string | null }> {
  return asPublisher(em, async () => {
    const { snapshot } = publication;
    const known = await em.findOne(
      GlobalConnection,
      { id: publication.globalConnectionId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const content = {
      appId: snapshot.appId,
      appVersion: publication.custom?.number ?? null,
      appName: publication.custom?.name ?? null,
      customAppVersionId: publication.custom?.versionId ?? null,
      methodKey: snapshot.authMethod,
      authKind: snapshot.authKind,
      name: snapshot.name,
      externalAccountId: snapshot.externalAccount?.id ?? null,
      externalAccountLabel: snapshot.externalAccount?.label ?? null,
      config: snapshot.config,
      secretFields: snapshot.secretFields,
      scopes: snapshot.scopes,
      secretId: publication.secretId,
      filled: publication.filled,
      tokenExpiresAt: publication.token?.expiresAt ?? null,
      followedSecretId: publication.token?.secretId ?? null,
      followLeasedUntil: null,
      renewalProblem: null,
      sourceTenantId: publication.tenantId,
      sourceConnectionId: publication.connectionId,
      publicationRequestId: publication.requestId,
      publishedAt: publication.at,
      publishedBy: publication.approvedBy,
      credentialSetAt: new Date(snapshot.credentialSetAt),
    };
    const replacedSecretId = known?.secretId ?? null;
    const copy = known
      ? em.assign(known, {
          ...content,
          state: next(globalConnectionMachine, known.state, 'republish'),
          publishedVersion: known.publishedVersion + 1,
          version: known.version + 1,
        })
      : em.create(GlobalConnection, {
          id: publication.globalConnectionId,
          state: globalConnectionMachine.initial,
          publishedVersion: 1,
          version: 1,
          ...content,
        });
    em.persist(copy);
    em.persist(
      em.create(GlobalConnectionVersion, {
        globalConnectionId: copy.id,
        publishedVersion: copy.publishedVersion,
        name: copy.name,
        publicationRequestId: publication.requestId,
        snapshot,
        snapshotDigest: publication.snapshotDigest,
        publishedAt: publication.at,
        publishedBy: publication.approvedBy,
      }),
    );
    await em.flush();
    return { copy, replacedSecretId };
  });
}
