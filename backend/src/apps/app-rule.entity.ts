import { defineEntity, p } from '@mikro-orm/core';
import type { RestKind } from '@drawbridge/catalog';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'AppRule',
  tableName: 'app_rule',
  properties: {
    id: p.type(new PublicId('appRule')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    appId: p.text(),
    kind: p.text().$type<RestKind>(),
    reason: p.text(),
    createdBy: p.type(new PublicId('user')).$type<string>(),
    createdAt: p.datetime(),
  },
});

/** An app rests as long as its rule is there: for one tenant, or for all where it names none. */
export class AppRule extends schema.class {}
schema.setClass(AppRule);
