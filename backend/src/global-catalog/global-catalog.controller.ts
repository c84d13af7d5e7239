import {
  globalConnectionPage,
  globalConnectionQuery,
  globalConnectionVersions,
  globalConnectionView,
  id,
  revokeGlobalConnection,
  usagePage,
  usageQuery,
  type GlobalConnectionQuery,
  type RevokeGlobalConnection,
} from '@drawbridge/catalog';
import { Body, Controller, Get, HttpCode, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Audit, Can } from '../access/index.ts';
import { UsagesQueries } from '../connections/index.ts';
import { GlobalCatalogQueries } from './global-catalog.queries.ts';
import { GlobalCatalogService } from './global-catalog.service.ts';

const globalConnectionId = id('globalConnection');

@ApiTags('Global connections')
@Controller('global-connections')
export class GlobalCatalogController {
  constructor(
    private readonly copies: GlobalCatalogService,
    private readonly queries: GlobalCatalogQueries,
    private readonly usages: UsagesQueries,
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
  async usagesOf(@Param('id', { schema: globalConnectionId }) copy: string, @Query({ schema: usageQuery }) query: z.infer<typeof usageQuery>) {
    await this.queries.exists(copy);
    return this.usages.list({ globalConnectionId: copy }, query);
  }

  /** Ends the copy for every tenant at once. */
  @Post(':id/revoke')
  @HttpCode(200)
  @Can('revoke', 'GlobalConnection')
  @Audit('global_connection.revoked')
  @SerializeOptions({ schema: globalConnectionView })
  revoke(@Param('id', { schema: globalConnectionId }) copy: string, @Body({ schema: revokeGlobalConnection }) input: RevokeGlobalConnection) {
    return this.copies.revoke(copy, input);
  }
}
