import { z } from 'zod';
import { id, line, moment, page, pageQuery, person, version } from './fields.ts';
import { actions, platformRoles, roles, subjects, tenantRoles } from './permissions.ts';

const email = z.email('must be an e-mail address').max(254);
/** At least 12 characters and no rule about their kinds (NIST SP 800-63B-4, 3.1.1.2). */
const newPassword = z.string().min(12, 'must have at least 12 characters').max(200);

export const signIn = z.strictObject({ email, password: z.string().min(1).max(200) }).meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof signIn>;

export const switchMembership = z.strictObject({ membershipId: id('membership') }).meta({ id: 'SwitchMembership' });
export type SwitchMembership = z.infer<typeof switchMembership>;

export const tenantView = z
  .object({
    id: id('tenant'),
    name: z.string(),
    slug: z.string(),
    suspended: z.boolean(),
    createdAt: moment,
    version: z.int(),
  })
  .meta({ id: 'Tenant' });
export type TenantView = z.infer<typeof tenantView>;

const ownMembership = z.object({
  id: id('membership'),
  role: z.enum(roles),
  tenant: z.object({ id: id('tenant'), name: z.string() }).nullable(),
});

/** Who is signed in, and what they may do: the CASL rules that the console builds its buttons from. */
export const me = z
  .object({
    user: z.object({ id: id('user'), name: z.string(), email: z.string() }).nullable(),
    apiKey: z.object({ id: id('apiKey'), name: z.string() }).nullable(),
    role: z.enum(roles),
    tenant: z.object({ id: id('tenant'), name: z.string() }).nullable(),
    memberships: z.array(ownMembership).describe('Everything this person may switch to.'),
    rules: z
      .array(
        z.object({
          action: z.union([z.enum(actions), z.array(z.enum(actions))]),
          subject: z.union([z.enum(subjects), z.array(z.enum(subjects))]),
          conditions: z.record(z.string(), z.unknown()).optional(),
          inverted: z.boolean().optional().describe('true: this rule forbids.'),
        }),
      )
      .describe('CASL rules, ready for createMongoAbility.'),
    mode: z.enum(['demo', 'production', 'development']),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof me>;

export const createTenant = z
  .strictObject({
    name: line(80),
    slug: z.string().regex(/^[a-z][a-z0-9-]{1,38}[a-z0-9]$/, 'must be 3 to 40 lower-case letters, digits or hyphens'),
  })
  .meta({ id: 'CreateTenant' });
export const updateTenant = z
  .strictObject({ name: line(80).optional(), suspended: z.boolean().optional(), version })
  .meta({ id: 'UpdateTenant' });
export type CreateTenant = z.infer<typeof createTenant>;
export type UpdateTenant = z.infer<typeof updateTenant>;

export const userView = z
  .object({
    id: id('user'),
    name: z.string(),
    email: z.string(),
    disabled: z.boolean(),
    lockedUntil: moment.nullable(),
    lastSignInAt: moment.nullable(),
    createdAt: moment,
    version: z.int(),
  })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof userView>;
export const createUser = z.strictObject({ name: line(80), email, password: newPassword }).meta({ id: 'CreateUser' });
export const updateUser = z
  .strictObject({
    name: line(80).optional(),
    disabled: z.boolean().optional(),
    password: newPassword.optional().describe('Sets a new password and ends every session.'),
    version,
  })
  .meta({ id: 'UpdateUser' });
export type CreateUser = z.infer<typeof createUser>;
export type UpdateUser = z.infer<typeof updateUser>;

export const membershipView = z
  .object({
    id: id('membership'),
    role: z.enum(roles),
    user: z.object({ id: id('user'), name: z.string(), email: z.string() }),
    tenant: z.object({ id: id('tenant'), name: z.string() }).nullable(),
    createdAt: moment,
  })
  .meta({ id: 'Membership' });
export type MembershipView = z.infer<typeof membershipView>;
/**
 * Adds a person to the caller's tenant, by e-mail address. A person who has no account yet gets one with `password`.
 * A system admin may add platform roles, or name the `tenantId` of any tenant.
 */
export const createMembership = z
  .strictObject({
    email,
    role: z.enum([...platformRoles, ...tenantRoles]),
    name: line(80).optional().describe('Needed for a person who has no account yet.'),
    password: newPassword.optional().describe('A first password for a person who has no account yet.'),
    tenantId: id('tenant').optional().describe('System admins only: the tenant to add the person to.'),
  })
  .meta({ id: 'CreateMembership' });
export const updateMembership = z.strictObject({ role: z.enum(tenantRoles) }).meta({ id: 'UpdateMembership' });
export type CreateMembership = z.infer<typeof createMembership>;
export type UpdateMembership = z.infer<typeof updateMembership>;

export const apiKeyView = z
  .object({
    id: id('apiKey'),
    name: z.string(),
    hint: z.string().describe('The first characters of the key, to tell keys apart.'),
    createdAt: moment,
    createdBy: person,
    expiresAt: moment.nullable(),
    revokedAt: moment.nullable(),
    lastUsedAt: moment.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKeyView = z.infer<typeof apiKeyView>;
export const createApiKey = z
  .strictObject({
    name: line(80),
    expiresInDays: z.int().min(1).max(730).optional().describe('Days until the key ends; omitted: it does not end.'),
  })
  .meta({ id: 'CreateApiKey' });
export type CreateApiKey = z.infer<typeof createApiKey>;
/** The only reply that holds the key: it is stored as a digest and cannot be shown again. */
export const createdApiKey = apiKeyView.extend({ key: z.string() }).meta({ id: 'CreatedApiKey' });
export type CreatedApiKey = z.infer<typeof createdApiKey>;

export const tenantQuery = z.strictObject({ q: line(80).optional(), ...pageQuery });
export const userQuery = z.strictObject({ q: line(80).optional(), ...pageQuery });
export const membershipQuery = z.strictObject({
  tenantId: id('tenant').optional(),
  q: line(80).optional(),
  ...pageQuery,
});
export const apiKeyQuery = z.strictObject({ ...pageQuery });
export type TenantQuery = z.infer<typeof tenantQuery>;
export type UserQuery = z.infer<typeof userQuery>;
export type MembershipQuery = z.infer<typeof membershipQuery>;
export type ApiKeyQuery = z.infer<typeof apiKeyQuery>;
export const tenantPage = page(tenantView, 'TenantPage');
export const userPage = page(userView, 'UserPage');
export const membershipPage = page(membershipView, 'MembershipPage');
export const apiKeyPage = page(apiKeyView, 'ApiKeyPage');
