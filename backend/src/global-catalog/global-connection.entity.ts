import { defineEntity, p } from '@mikro-orm/core';
import type { GlobalConnectionState, PublicationSnapshot } from '@drawbridge/catalog';
import { PublicId } from '../platform/index.ts';
import type { RenewalProblem } from './copy-follower.queries.ts';

const schema = defineEntity({
  name: 'GlobalConnection',
  tableName: 'global_connection',
  properties: {
    id: p.type(new PublicId('globalConnection')).$type<string>().primary(),
    appId: p.text(),
    appVersion: p.integer().nullable(),
    appName: p.text().nullable(),
    customAppVersionId: p.type(new PublicId('customAppVersion')).$type<string>().nullable(),
    methodKey: p.text(),
    authKind: p.text(),
    name: p.text(),
    state: p.text().$type<GlobalConnectionState>(),
    publishedVersion: p.integer(),
    externalAccountId: p.text().nullable(),
    externalAccountLabel: p.text().nullable(),
    config: p.json().$type<Record<string, string>>(),
    secretFields: p.array().$type<string[]>(),
    scopes: p.array().$type<string[]>(),
    secretId: p.type(new PublicId('secret')).$type<string>().nullable(),
    filled: p.json().$type<Record<string, string>>(),
    tokenExpiresAt: p.datetime().nullable(),
    followedSecretId: p.type(new PublicId('secret')).$type<string>().nullable(),
    followLeasedUntil: p.datetime().nullable(),
    renewalProblem: p.text().$type<RenewalProblem>().nullable(),
    sourceTenantId: p.type(new PublicId('tenant')).$type<string>(),
    sourceConnectionId: p.type(new PublicId('connection')).$type<string>(),
    publicationRequestId: p.type(new PublicId('publicationRequest')).$type<string>(),
    publishedAt: p.datetime(),
    publishedBy: p.type(new PublicId('user')).$type<string>(),
    credentialSetAt: p.datetime(),
    rotationDueAt: p.datetime().persist(false).nullable(),
    rotationDays: p.integer().persist(false).nullable(),
    rotationSource: p.text().persist(false).nullable(),
    revokedAt: p.datetime().nullable(),
    revokedBy: p.type(new PublicId('user')).$type<string>().nullable(),
    revokeReason: p.text().nullable(),
    version: p.integer(),
  },
});

/** The published copy of a connection: read by every tenant, written by the publisher role alone. */
export class GlobalConnection extends schema.class {}
schema.setClass(GlobalConnection);

const versionSchema = defineEntity({
  name: 'GlobalConnectionVersion',
  tableName: 'global_connection_version',
  properties: {
    globalConnectionId: p.type(new PublicId('globalConnection')).$type<string>().primary(),
    publishedVersion: p.integer().primary(),
    name: p.text(),
    publicationRequestId: p.type(new PublicId('publicationRequest')).$type<string>(),
    snapshot: p.json().$type<PublicationSnapshot>(),
    snapshotDigest: p.text(),
    publishedAt: p.datetime(),
    publishedBy: p.type(new PublicId('user')).$type<string>(),
  },
});

/** One publication of a copy: what was approved, when and by whom. */
export class GlobalConnectionVersion extends versionSchema.class {}
versionSchema.setClass(GlobalConnectionVersion);

const useSchema = defineEntity({
  name: 'GlobalConnectionUse',
  tableName: 'global_connection_use',
  properties: {
    globalConnectionId: p.type(new PublicId('globalConnection')).$type<string>().primary(),
    useCount: p.bigint('number'),
    lastUsedAt: p.datetime(),
  },
});

/** How often a copy was used, over all tenants. */
export class GlobalConnectionUse extends useSchema.class {}
useSchema.setClass(GlobalConnectionUse);

/** What the audit trail calls it. */
export const globalTargetOf = (copy: { id: string; name: string }) => ({
  type: 'global_connection',
  id: copy.id,
  name: copy.name,
});
