import { defineEntity, p } from '@mikro-orm/core';
import type { AttemptState, AttemptView, TestError, TestResult } from '@drawbridge/catalog';
import type { Debugged } from '../connections/index.ts';
import { PublicId } from '../platform/index.ts';
import type { Choices } from '../probes/index.ts';

const schema = defineEntity({
  name: 'Attempt',
  tableName: 'attempt',
  properties: {
    id: p.type(new PublicId('attempt')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>(),
    kind: p.text().$type<AttemptView['kind']>(),
    state: p.text().$type<AttemptState>(),
    connectionId: p.type(new PublicId('connection')).$type<string>().nullable(),
    appId: p.text(),
    appVersion: p.integer().nullable(),
    methodKey: p.text(),
    name: p.text(),
    config: p.json().$type<Record<string, string>>(),
    secretFields: p.array().$type<string[]>(),
    secretId: p.type(new PublicId('secret')).$type<string>().nullable(),
    confirmAccountChange: p.boolean(),
    updatedExisting: p.boolean(),
    test: p.json().$type<TestResult>().nullable(),
    error: p.json().$type<TestError>().nullable(),
    externalAccountId: p.text().nullable(),
    externalAccountLabel: p.text().nullable(),
    authorizationStep: p.text().$type<'asked' | 'returned' | 'granted'>().nullable(),
    stateHash: p.text().nullable(),
    sessionId: p.type(new PublicId('session')).$type<string>().nullable(),
    oauthClientId: p.type(new PublicId('oauthClient')).$type<string>().nullable(),
    redirectUri: p.text().nullable(),
    tokenExpiresAt: p.datetime().nullable(),
    refreshable: p.boolean().default(false),
    grantedScopes: p.array().$type<string[]>(),
    /** What the connection was granted before; null for a new one. */
    previousScopes: p.array().$type<string[]>().nullable(),
    filled: p.json().$type<Record<string, string>>(),
    /** Ids of items by the key of their look-up: chosen by the person, or by the connection that it is for. */
    chosen: p.json().$type<Record<string, string>>(),
    /** What the person has to choose from; null while no choice is due. */
    choices: p.json().$type<Choices>().nullable(),
    /** Set while the debug mode of the connection that it is for is on, by the database's clock. */
    debugUntil: p
      .datetime()
      .formula(
        (_columns, table) =>
          `(select c.debug_until from connection c where c.id = ${table.alias}.connection_id and c.debug_until > now())`,
      )
      .nullable(),
    createdBy: p.type(new PublicId('user')).$type<string>(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    testedUntil: p.datetime().nullable(),
    version: p.integer(),
  },
});

/** One try to create, re-authorize or rotate a connection. Its secret is a draft until the test has passed. */
export class Attempt extends schema.class {}
schema.setClass(Attempt);

/** The connection that the attempt is for, as far as its debug mode goes. */
export const debuggedBy = ({ connectionId, tenantId, appId, methodKey, debugUntil }: Attempt): Debugged => ({
  id: connectionId ?? '',
  tenantId,
  appId,
  methodKey,
  debugUntil,
});
