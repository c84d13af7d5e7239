import { defineEntity, p } from '@mikro-orm/core';
import type { Role } from '@drawbridge/catalog';
import { PublicId } from '../platform/index.ts';

const tenantSchema = defineEntity({
  name: 'Tenant',
  tableName: 'tenant',
  properties: {
    id: p.type(new PublicId('tenant')).$type<string>().primary(),
    name: p.text(),
    slug: p.text(),
    suspended: p.boolean(),
    createdAt: p.datetime(),
    version: p.integer(),
  },
});
/** A customer of the platform: the boundary that nothing crosses. */
export class Tenant extends tenantSchema.class {}
tenantSchema.setClass(Tenant);

const userSchema = defineEntity({
  name: 'User',
  tableName: 'app_user',
  properties: {
    id: p.type(new PublicId('user')).$type<string>().primary(),
    email: p.text(),
    name: p.text(),
    passwordHash: p.text().hidden(),
    failedSignIns: p.integer(),
    lockedUntil: p.datetime().nullable(),
    disabled: p.boolean(),
    lastSignInAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    version: p.integer(),
  },
});
/** A person. What they may do comes from their memberships. */
export class User extends userSchema.class {}
userSchema.setClass(User);

const membershipSchema = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    id: p.type(new PublicId('membership')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    userId: p.type(new PublicId('user')).$type<string>(),
    role: p.text().$type<Role>(),
    createdAt: p.datetime(),
  },
});
/** A person's role in a tenant, or on the platform where there is no tenant. */
export class Membership extends membershipSchema.class {}
membershipSchema.setClass(Membership);

const sessionSchema = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.type(new PublicId('session')).$type<string>().primary(),
    tokenHash: p.blob().hidden(),
    userId: p.type(new PublicId('user')).$type<string>(),
    membershipId: p.type(new PublicId('membership')).$type<string>(),
    createdAt: p.datetime(),
    lastSeenAt: p.datetime(),
    expiresAt: p.datetime(),
  },
});
/** A signed-in browser: one membership at a time. The cookie's value is stored as a digest only. */
export class Session extends sessionSchema.class {}
sessionSchema.setClass(Session);

const apiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.type(new PublicId('apiKey')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>(),
    name: p.text(),
    hint: p.text(),
    secretHash: p.blob().hidden(),
    createdBy: p.type(new PublicId('user')).$type<string>(),
    createdAt: p.datetime(),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    lastUsedAt: p.datetime().nullable(),
  },
});
/** A workflow's key. Shown once; stored as a digest. */
export class ApiKey extends apiKeySchema.class {}
apiKeySchema.setClass(ApiKey);
