import { defineEntity, p } from '@mikro-orm/core';
import type { AppDefinition } from '@drawbridge/catalog';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'CustomApp',
  tableName: 'custom_app',
  properties: {
    id: p.type(new PublicId('customApp')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    appId: p.text(),
    name: p.text(),
    createdBy: p.type(new PublicId('user')).$type<string>(),
    createdAt: p.datetime(),
    withdrawnAt: p.datetime().nullable(),
    withdrawReason: p.text().nullable(),
    version: p.integer(),
  },
});

/** An app that was defined here: of one tenant, or of the platform where it names none. */
export class CustomApp extends schema.class {}
schema.setClass(CustomApp);

const versionSchema = defineEntity({
  name: 'CustomAppVersion',
  tableName: 'custom_app_version',
  properties: {
    id: p.type(new PublicId('customAppVersion')).$type<string>().primary(),
    customAppId: p.type(new PublicId('customApp')).$type<string>(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    number: p.integer(),
    definition: p.json().$type<AppDefinition>(),
    note: p.text().nullable(),
    createdBy: p.type(new PublicId('user')).$type<string>(),
    createdAt: p.datetime(),
    retiredAt: p.datetime().nullable(),
  },
});

/** One definition of it, which never changes: what was connected with it goes on with it. */
export class CustomAppVersion extends versionSchema.class {}
versionSchema.setClass(CustomAppVersion);
