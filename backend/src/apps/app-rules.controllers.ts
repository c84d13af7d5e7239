import {
  appRuleView,
  id,
  putAppRule,
  tenantAppPage,
  tenantAppQuery,
  tenantAppView,
  type PutAppRule,
  type TenantAppQuery,
} from '@drawbridge/catalog';
import { Body, Controller, Get, Param, Put, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Audit, Can } from '../access/index.ts';
import { AppRulesQueries } from './app-rules.queries.ts';
import { AppRulesService } from './app-rules.service.ts';

const appIdParam = z.string().max(60);
const tenantIdParam = id('tenant');

@ApiTags('Administration')
@Controller('tenants/:id/apps')
export class TenantAppsController {
  constructor(
    private readonly rules: AppRulesService,
    private readonly queries: AppRulesQueries,
  ) {}

  /** The catalog as this tenant has it: what is blocked, and how many connections there are. */
  @Get()
  @Can('read', 'AppRule')
  @SerializeOptions({ schema: tenantAppPage })
  list(
    @Param('id', { schema: tenantIdParam }) tenantId: string,
    @Query({ schema: tenantAppQuery }) query: TenantAppQuery,
  ) {
    return this.queries.list(tenantId, query);
  }

  /** Blocks the app for this tenant, or allows it again. Its connections rest until then; none is revoked. */
  @Put(':appId')
  @Can('update', 'AppRule')
  @Audit('app.blocked', 'app.allowed')
  @SerializeOptions({ schema: tenantAppView })
  async put(
    @Param('id', { schema: tenantIdParam }) tenantId: string,
    @Param('appId', { schema: appIdParam }) appId: string,
    @Body({ schema: putAppRule }) input: PutAppRule,
  ) {
    await this.rules.put(tenantId, appId, input);
    return this.queries.getFor(tenantId, appId);
  }
}

@ApiTags('Administration')
@Controller('apps/:id/rule')
export class AppRuleController {
  constructor(
    private readonly rules: AppRulesService,
    private readonly queries: AppRulesQueries,
  ) {}

  /** What holds for this app in every tenant, and how many connections there are. */
  @Get()
  @Can('read', 'AppRule')
  @SerializeOptions({ schema: appRuleView })
  get(@Param('id', { schema: appIdParam }) appId: string) {
    return this.queries.getForAll(appId);
  }

  /** Blocks the app for every tenant, or allows it again to those that have no block of their own. */
  @Put()
  @Can('update', 'AppRule')
  @Audit('app.blocked', 'app.allowed')
  @SerializeOptions({ schema: appRuleView })
  async put(@Param('id', { schema: appIdParam }) appId: string, @Body({ schema: putAppRule }) input: PutAppRule) {
    await this.rules.put(null, appId, input);
    return this.queries.getForAll(appId);
  }
}
