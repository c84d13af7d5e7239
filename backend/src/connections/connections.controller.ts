import {
  connectionCheck,
  connectionPage,
  connectionQuery,
  connectionView,
  id,
  revocationPreview,
  revokeConnection,
  revokedConnection,
  updateConnection,
  usagePage,
  usageQuery,
  type ConnectionQuery,
  type RevokeConnection,
  type UpdateConnection,
} from '@drawbridge/catalog';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Audit, Can, SameOriginRead } from '../access/index.ts';
import { ConnectionsQueries } from './connections.queries.ts';
import { ConnectionChecks } from './connection-checks.ts';
import { ConnectionRevocation } from './connection-revocation.ts';
import { ConnectionsService } from './connections.service.ts';

const connectionId = id('connection');

@ApiTags('Connections')
@Controller('connections')
export class ConnectionsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly checks: ConnectionChecks,
    private readonly revocations: ConnectionRevocation,
    private readonly queries: ConnectionsQueries,
  ) {}

  /** The tenant's connections, the newest first. */
  @Get()
  @Can('read', 'Connection')
  @SerializeOptions({ schema: connectionPage })
  list(@Query({ schema: connectionQuery }) query: ConnectionQuery) {
    return this.queries.list(query);
  }

  @Get(':id')
  @Can('read', 'Connection')
  @SerializeOptions({ schema: connectionView })
  get(@Param('id', { schema: connectionId }) connection: string) {
    return this.queries.get(connection);
  }

  /** Renames it or makes it the default of its app. */
  @Patch(':id')
  @Can('update', 'Connection')
  @Audit('connection.updated')
  @SerializeOptions({ schema: connectionView })
  update(
    @Param('id', { schema: connectionId }) connection: string,
    @Body({ schema: updateConnection }) input: UpdateConnection,
  ) {
    return this.connections.update(connection, input);
  }

  /** Tests the stored credential against the app, now. */
  @Get(':id/check')
  @Can('check', 'Connection')
  @SameOriginRead()
  @Audit('connection.checked')
  @SerializeOptions({ schema: connectionCheck })
  check(@Param('id', { schema: connectionId }) connection: string) {
    return this.checks.check(connection);
  }

  /** The workflows that use it, the latest used first. */
  @Get(':id/usages')
  @Can('read', 'Usage')
  @SerializeOptions({ schema: usagePage })
  usages(
    @Param('id', { schema: connectionId }) connection: string,
    @Query({ schema: usageQuery }) query: z.infer<typeof usageQuery>,
  ) {
    return this.queries.usagesOf(connection, query);
  }

  /** What revoking it would stop; changes nothing. */
  @Get(':id/revocation')
  @Can('read', 'Connection')
  @SerializeOptions({ schema: revocationPreview })
  revocation(@Param('id', { schema: connectionId }) connection: string) {
    return this.queries.revocation(connection);
  }

  /** Revokes it at once and for good; destroys the stored secret. */
  @Post(':id/revoke')
  @HttpCode(200)
  @Can('revoke', 'Connection')
  @Audit('connection.revoked', 'global_connection.revocation_requested')
  @SerializeOptions({ schema: revokedConnection })
  revoke(
    @Param('id', { schema: connectionId }) connection: string,
    @Body({ schema: revokeConnection }) input: RevokeConnection,
  ) {
    return this.revocations.revoke(connection, input);
  }
}
