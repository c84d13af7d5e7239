import { defineEntity, p } from '@mikro-orm/core';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'UseByDay',
  tableName: 'use_by_day',
  properties: {
    tenantId: p.type(new PublicId('tenant')).$type<string>().primary(),
    day: p.date().primary(),
    uses: p.bigint('number'),
    denied: p.bigint('number'),
  },
});

/** How often a tenant's workflows resolved credentials on one day (UTC), for the chart on the start page. */
export class UseByDay extends schema.class {}
schema.setClass(UseByDay);
