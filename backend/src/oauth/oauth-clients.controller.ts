import {
  createOAuthClient,
  id,
  oauthClientPage,
  oauthClientQuery,
  oauthClientView,
  updateOAuthClient,
  type CreateOAuthClient,
  type OAuthClientQuery,
  type UpdateOAuthClient,
} from '@drawbridge/catalog';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Audit, Can } from '../access/index.ts';
import { OAuthClientsQueries } from './oauth-clients.queries.ts';
import { OAuthClientsService } from './oauth-clients.service.ts';

const clientId = id('oauthClient');

@ApiTags('OAuth clients')
@Controller('oauth-clients')
export class OAuthClientsController {
  constructor(
    private readonly clients: OAuthClientsService,
    private readonly queries: OAuthClientsQueries,
  ) {}

  /** The OAuth clients in sight: the platform's, and a tenant's own. */
  @Get()
  @Can('read', 'OAuthClient')
  @SerializeOptions({ schema: oauthClientPage })
  list(@Query({ schema: oauthClientQuery }) query: OAuthClientQuery) {
    return this.queries.list(query);
  }

  @Get(':id')
  @Can('read', 'OAuthClient')
  @SerializeOptions({ schema: oauthClientView })
  get(@Param('id', { schema: clientId }) client: string) {
    return this.queries.get(client);
  }

  /** Registers the client of an app: a system admin the platform's, a tenant admin the tenant's own. */
  @Post()
  @Can('create', 'OAuthClient')
  @Audit('oauth_client.created')
  @SerializeOptions({ schema: oauthClientView })
  create(@Body({ schema: createOAuthClient }) input: CreateOAuthClient) {
    return this.clients.create(input);
  }

  /** Replaces its secret, or the client: then the connections made with the one before must be reauthorized. */
  @Patch(':id')
  @Can('update', 'OAuthClient')
  @Audit('oauth_client.updated')
  @SerializeOptions({ schema: oauthClientView })
  update(
    @Param('id', { schema: clientId }) client: string,
    @Body({ schema: updateOAuthClient }) input: UpdateOAuthClient,
  ) {
    return this.clients.update(client, input);
  }

  /** Removes it and destroys its secret. The connections made with it must be reauthorized. */
  @Delete(':id')
  @HttpCode(204)
  @Can('update', 'OAuthClient')
  @Audit('oauth_client.removed')
  @SerializeOptions({ schema: z.undefined() })
  remove(@Param('id', { schema: clientId }) client: string) {
    return this.clients.remove(client);
  }
}
