import { defineEntity, p } from '@mikro-orm/core';
import type { ConnectionState, ConnectionView, TestErrorCode, TestResult } from '@drawbridge/catalog';
import { customAppNameColumn, restColumn, type RestRule } from '../apps/index.ts';
import { PublicId } from '../platform/index.ts';

export interface Health {
  outcome: NonNullable<ConnectionView['health']>['outcome'];
  test: TestResult;
  errorCode: TestErrorCode | null;
  checkedAt: string;
}

const schema = defineEntity({
  name: 'Connection',
  tableName: 'connection',
  properties: {
    id: p.type(new PublicId('connection')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>(),
    appId: p.text(),
    appVersion: p.integer().nullable(),
    methodKey: p.text(),
    authKind: p.text(),
    name: p.text(),
    state: p.text().$type<ConnectionState>(),
    isDefault: p.boolean(),
    externalAccountId: p.text().nullable(),
    externalAccountLabel: p.text().nullable(),
    config: p.json().$type<Record<string, string>>(),
    secretFields: p.array().$type<string[]>(),
    grantedScopes: p.array().$type<string[]>(),
    ownerId: p.type(new PublicId('user')).$type<string>(),
    secretId: p.type(new PublicId('secret')).$type<string>().nullable(),
    health: p.json().$type<Health>().nullable(),
    oauthClientId: p.type(new PublicId('oauthClient')).$type<string>().nullable(),
    filled: p.json().$type<Record<string, string>>(),
    tokenExpiresAt: p.datetime().nullable(),
    refreshable: p.boolean().default(false),
    refreshAt: p.datetime().nullable(),
    refreshEpoch: p.bigint('number').default(0),
    refreshLeasedUntil: p.datetime().nullable(),
    refreshRetryAt: p.datetime().nullable(),
    refreshFailures: p.integer().default(0),
    /** How telling the provider of the revocation went. */
    providerRevocation: p.json().$type<{ outcome: 'success' | 'failure'; at: string }>().nullable(),
    refreshSecretId: p.type(new PublicId('secret')).$type<string>().nullable(),
    /** Set while the debug mode is on, by the database's clock. */
    debugUntil: p
      .datetime()
      .formula((_columns, table) => `case when ${table.alias}.debug_until > now() then ${table.alias}.debug_until end`)
      .nullable(),
    credentialSetAt: p.datetime(),
    firstUsedAt: p.datetime().nullable(),
    lastUsedAt: p.datetime().nullable(),
    useCount: p.bigint('number'),
    customAppName: p
      .text()
      .formula((row: Record<string, unknown>) => customAppNameColumn(String(row['appId']), String(row['tenantId'])))
      .nullable(),
    rest: p
      .json<RestRule>()
      .formula((row: Record<string, unknown>) => restColumn(String(row['appId']), String(row['tenantId'])))
      .nullable(),
    rotationDueAt: p.datetime().persist(false).nullable(),
    rotationDays: p.integer().persist(false).nullable(),
    rotationSource: p.text().persist(false).nullable(),
    createdAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
    revokedBy: p.type(new PublicId('user')).$type<string>().nullable(),
    revokeReason: p.text().nullable(),
    version: p.integer(),
  },
});

/** A tenant's account at an app. The rotation columns are kept by the database, from the policies in force; so is `rest`, from the rules about its app. */
export class Connection extends schema.class {}
schema.setClass(Connection);

/** What the audit trail calls it. */
export const targetOf = (connection: { id: string; name: string }) => ({
  type: 'connection',
  id: connection.id,
  name: connection.name,
});
