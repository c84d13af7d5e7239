import { defineEntity, p } from '@mikro-orm/core';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'Secret',
  tableName: 'secret',
  properties: {
    id: p.type(new PublicId('secret')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    area: p.text().$type<'tenants' | 'global' | 'platform'>(),
    ownerId: p.uuid(),
    state: p.text().$type<'intended' | 'live' | 'doomed' | 'destroyed'>(),
    nextAt: p.datetime().nullable(),
    tries: p.integer(),
    createdAt: p.datetime(),
    version: p.integer(),
  },
});

/**
 * Where a secret is meant to be. The row is committed before the secret is written and closed after it is destroyed,
 * so that no path in Vault is ever unknown to the database. It holds no secret.
 */
export class Secret extends schema.class {}
schema.setClass(Secret);
