import { defineEntity, p } from '@mikro-orm/core';
import { customAppIdColumn, customAppNameColumn } from '../apps/index.ts';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'OAuthClient',
  tableName: 'oauth_client',
  properties: {
    id: p.type(new PublicId('oauthClient')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    appId: p.text(),
    methodKey: p.text(),
    clientId: p.text(),
    secretId: p.type(new PublicId('secret')).$type<string>().nullable(),
    config: p.json().$type<Record<string, string>>(),
    /** Of a custom app: where its definition showed the client when the secret was set; null: the app comes with the product. */
    addresses: p.array().$type<string[]>().nullable(),
    customAppName: p
      .text()
      .formula((row: Record<string, unknown>) => customAppNameColumn(String(row['appId']), String(row['tenantId'])))
      .nullable(),
    customAppId: p
      .type(new PublicId('customApp'))
      .$type<string>()
      .formula((row: Record<string, unknown>) => customAppIdColumn(String(row['appId']), String(row['tenantId'])))
      .nullable(),
    createdBy: p.type(new PublicId('user')).$type<string>().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    removedAt: p.datetime().nullable(),
    version: p.integer(),
  },
});

/** What we are registered as at a provider: by the platform for every tenant, or by a tenant for itself. */
export class OAuthClient extends schema.class {}
schema.setClass(OAuthClient);
