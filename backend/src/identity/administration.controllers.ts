import {
  apiKeyPage,
  apiKeyQuery,
  apiKeyView,
  createApiKey,
  createdApiKey,
  createMembership,
  createTenant,
  createUser,
  id,
  membershipPage,
  membershipQuery,
  membershipView,
  reason,
  tenantPage,
  tenantQuery,
  tenantView,
  updateMembership,
  updateTenant,
  updateUser,
  userPage,
  userQuery,
  userView,
  type ApiKeyQuery,
  type CreateApiKey,
  type CreateMembership,
  type CreateTenant,
  type CreateUser,
  type MembershipQuery,
  type TenantQuery,
  type UpdateMembership,
  type UpdateTenant,
  type UpdateUser,
  type UserQuery,
} from '@drawbridge/catalog';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Audit, Can } from '../access/index.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { MembershipsService } from './memberships.service.ts';
import { TenantsService } from './tenants.service.ts';
import { UsersService } from './users.service.ts';

@ApiTags('Administration')
@Controller('tenants')
export class TenantsController {
  constructor(private readonly tenants: TenantsService) {}

  /** The tenants in sight: all for platform roles, else the own one. */
  @Get()
  @Can('read', 'Tenant')
  @SerializeOptions({ schema: tenantPage })
  list(@Query({ schema: tenantQuery }) query: TenantQuery) {
    return this.tenants.list(query);
  }

  @Get(':id')
  @Can('read', 'Tenant')
  @SerializeOptions({ schema: tenantView })
  get(@Param('id', { schema: id('tenant') }) tenantId: string) {
    return this.tenants.get(tenantId);
  }

  @Post()
  @Can('create', 'Tenant')
  @Audit('tenant.created')
  @SerializeOptions({ schema: tenantView })
  create(@Body({ schema: createTenant }) input: CreateTenant) {
    return this.tenants.create(input);
  }

  /** Renames, suspends or resumes. */
  @Patch(':id')
  @Can('update', 'Tenant')
  @Audit('tenant.updated')
  @SerializeOptions({ schema: tenantView })
  update(@Param('id', { schema: id('tenant') }) tenantId: string, @Body({ schema: updateTenant }) input: UpdateTenant) {
    return this.tenants.update(tenantId, input);
  }
}

@ApiTags('Administration')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Can('read', 'User')
  @SerializeOptions({ schema: userPage })
  list(@Query({ schema: userQuery }) query: UserQuery) {
    return this.users.list(query);
  }

  @Get(':id')
  @Can('read', 'User')
  @SerializeOptions({ schema: userView })
  get(@Param('id', { schema: id('user') }) userId: string) {
    return this.users.get(userId);
  }

  @Post()
  @Can('create', 'User')
  @Audit('user.created')
  @SerializeOptions({ schema: userView })
  create(@Body({ schema: createUser }) input: CreateUser) {
    return this.users.create(input);
  }

  /** Renames, disables or enables, or sets a password. */
  @Patch(':id')
  @Can('update', 'User')
  @Audit('user.updated')
  @SerializeOptions({ schema: userView })
  update(@Param('id', { schema: id('user') }) userId: string, @Body({ schema: updateUser }) input: UpdateUser) {
    return this.users.update(userId, input);
  }
}

@ApiTags('Administration')
@Controller('memberships')
export class MembershipsController {
  constructor(private readonly memberships: MembershipsService) {}

  @Get()
  @Can('read', 'Membership')
  @SerializeOptions({ schema: membershipPage })
  list(@Query({ schema: membershipQuery }) query: MembershipQuery) {
    return this.memberships.list(query);
  }

  /** Adds a person to the tenant, with an account where they have none. */
  @Post()
  @Can('create', 'Membership')
  @Audit('membership.created', 'user.created')
  @SerializeOptions({ schema: membershipView })
  create(@Body({ schema: createMembership }) input: CreateMembership) {
    return this.memberships.create(input);
  }

  @Patch(':id')
  @Can('update', 'Membership')
  @Audit('membership.role_changed')
  @SerializeOptions({ schema: membershipView })
  changeRole(
    @Param('id', { schema: id('membership') }) membershipId: string,
    @Body({ schema: updateMembership }) input: UpdateMembership,
  ) {
    return this.memberships.changeRole(membershipId, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can('revoke', 'Membership')
  @Audit('membership.removed')
  @SerializeOptions({ schema: z.undefined() })
  remove(@Param('id', { schema: id('membership') }) membershipId: string) {
    return this.memberships.remove(membershipId);
  }
}

const revokeApiKey = z.strictObject({ reason }).meta({ id: 'RevokeApiKey' });

@ApiTags('Administration')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Can('read', 'ApiKey')
  @SerializeOptions({ schema: apiKeyPage })
  list(@Query({ schema: apiKeyQuery }) query: ApiKeyQuery) {
    return this.keys.list(query);
  }

  /** Makes a key. The reply is the only place where it is shown. */
  @Post()
  @Can('create', 'ApiKey')
  @Audit('api_key.created')
  @SerializeOptions({ schema: createdApiKey })
  create(@Body({ schema: createApiKey }) input: CreateApiKey) {
    return this.keys.create(input);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @Can('revoke', 'ApiKey')
  @Audit('api_key.revoked')
  @SerializeOptions({ schema: apiKeyView })
  revoke(
    @Param('id', { schema: id('apiKey') }) keyId: string,
    @Body({ schema: revokeApiKey }) input: z.infer<typeof revokeApiKey>,
  ) {
    return this.keys.revoke(keyId, input.reason);
  }
}
