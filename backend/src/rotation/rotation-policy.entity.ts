import { defineEntity, p } from '@mikro-orm/core';
import type { AuthClass } from '@drawbridge/catalog';
import { customAppNameColumn } from '../apps/index.ts';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'RotationPolicy',
  tableName: 'rotation_policy',
  properties: {
    id: p.type(new PublicId('rotationPolicy')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    authClass: p.text().$type<AuthClass>().nullable(),
    appId: p.text().nullable(),
    customAppName: p
      .text()
      .formula((row: Record<string, unknown>) => customAppNameColumn(String(row['appId']), String(row['tenantId'])))
      .nullable(),
    connectionId: p.type(new PublicId('connection')).$type<string>().nullable(),
    days: p.integer().nullable(),
    updatedAt: p.datetime(),
    updatedBy: p.type(new PublicId('user')).$type<string>().nullable(),
  },
});

/** How often the credentials it fits are to be rotated; of the platform where there is no tenant. */
export class RotationPolicy extends schema.class {}
schema.setClass(RotationPolicy);
