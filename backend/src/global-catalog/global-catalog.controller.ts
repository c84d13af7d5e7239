import {
  appView,
  globalConnectionCheck,
  globalConnectionPage,
  globalConnectionQuery,
  globalConnectionVersions,
  globalConnectionView,
  id,
  revokeGlobalConnection,
  rotateGlobalConnection,
  usagePage,
  usageQuery,
  type GlobalConnectionQuery,
  type RevokeGlobalConnection,
  type RotateGlobalConnection,
} from '@drawbridge/catalog';
import { Body, Controller, Get, HttpCode, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Audit, Can, SameOriginRead } from '../access/index.ts';
import { UsagesQueries } from '../connections/index.ts';
import { GlobalCatalogQueries } from './global-catalog.queries.ts';
import { GlobalCatalogService } from './global-catalog.service.ts';
import { GlobalRotation } from './global-rotation.ts';

const globalConnectionId = id('globalConnection');

@ApiTags('Global connections')
@Controller('global-connections')
export class GlobalCatalogController {
  constructor(
    private readonly copies: GlobalCatalogService,
    private readonly queries: GlobalCatalogQueries,
    private readonly usages: UsagesQueries,
    private readonly rotation: GlobalRotation,
  ) {}

  /** The published copies that every tenant may use, the newest first. */
  @Get()
  @Can('read', 'GlobalConnection')
  @SerializeOptions({ schema: globalConnectionPage })
  list(@Query({ schema: globalConnectionQuery }) query: GlobalConnectionQuery) {
    return this.queries.list(query);
  }

  @Get(':id')
  @Can('read', 'GlobalConnection')
  @SerializeOptions({ schema: globalConnectionView })
  get(@Param('id', { schema: globalConnectionId }) copy: string) {
    return this.queries.get(copy);
  }

  /** Its app, in the version that it goes by: what its fields are called, and what a new credential is typed into. */
  @Get(':id/app')
  @Can('read', 'GlobalConnection')
  @SerializeOptions({ schema: appView })
  app(@Param('id', { schema: globalConnectionId }) copy: string) {
    return this.queries.app(copy);
  }

  /** Every publication of it, the newest first. */
  @Get(':id/versions')
  @Can('read', 'GlobalConnection')
  @SerializeOptions({ schema: globalConnectionVersions })
  versions(@Param('id', { schema: globalConnectionId }) copy: string) {
    return this.queries.versions(copy);
  }

  /** The workflows that use it: the own tenant's, or all for platform roles. */
  @Get(':id/usages')
  @Can('read', 'Usage')
  @SerializeOptions({ schema: usagePage })
  async usagesOf(
    @Param('id', { schema: globalConnectionId }) copy: string,
    @Query({ schema: usageQuery }) query: z.infer<typeof usageQuery>,
  ) {
    await this.queries.exists(copy);
    return this.usages.list({ globalConnectionId: copy }, query);
  }

  /** Ends the copy for every tenant at once. */
  @Post(':id/revoke')
  @HttpCode(200)
  @Can('revoke', 'GlobalConnection')
  @Audit('global_connection.revoked')
  @SerializeOptions({ schema: globalConnectionView })
  revoke(
    @Param('id', { schema: globalConnectionId }) copy: string,
    @Body({ schema: revokeGlobalConnection }) input: RevokeGlobalConnection,
  ) {
    return this.copies.revoke(copy, input);
  }

  /** Tests the copy's stored credential, now. */
  @Get(':id/check')
  @Can('rotate', 'GlobalConnection')
  @SameOriginRead()
  @Audit('global_connection.checked')
  @SerializeOptions({ schema: globalConnectionCheck })
  check(@Param('id', { schema: globalConnectionId }) copy: string) {
    return this.rotation.check(copy);
  }

  /** Replaces the copy's credential for every tenant; the one in use stays until the new one has passed its test. */
  @Post(':id/rotate')
  @HttpCode(200)
  @Can('rotate', 'GlobalConnection')
  @Audit('global_connection.rotated', 'global_connection.rotation_failed')
  @SerializeOptions({ schema: globalConnectionCheck })
  rotate(
    @Param('id', { schema: globalConnectionId }) copy: string,
    @Body({ schema: rotateGlobalConnection }) input: RotateGlobalConnection,
  ) {
    return this.rotation.rotate(copy, input);
  }
}
