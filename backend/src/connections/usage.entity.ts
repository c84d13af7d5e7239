import { defineEntity, p } from '@mikro-orm/core';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'Usage',
  tableName: 'usage',
  properties: {
    id: p.type(new PublicId('usage')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>(),
    connectionId: p.type(new PublicId('connection')).$type<string>().nullable(),
    globalConnectionId: p.type(new PublicId('globalConnection')).$type<string>().nullable(),
    workflow: p.text(),
    operation: p.text().nullable(),
    apiKeyId: p.type(new PublicId('apiKey')).$type<string>(),
    useCount: p.bigint('number'),
    firstUsedAt: p.datetime(),
    lastUsedAt: p.datetime(),
  },
});

/** A workflow that uses a connection or a published copy. */
export class Usage extends schema.class {}
schema.setClass(Usage);
