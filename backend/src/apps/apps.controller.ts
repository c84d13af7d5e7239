import { appPage, appQuery, appView, type AppQuery } from '@drawbridge/catalog';
import { Controller, Get, Param, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Can } from '../access/index.ts';
import { Revalidated } from '../platform/index.ts';
import { AppsQueries } from './apps.queries.ts';

const appId = z.string().max(60);

@ApiTags('Apps')
@Controller('apps')
export class AppsController {
  constructor(private readonly apps: AppsQueries) {}

  /** The apps that can be connected: search by text, category and kind of method. */
  @Get()
  @Revalidated()
  @Can('read', 'App')
  @SerializeOptions({ schema: appPage })
  list(@Query({ schema: appQuery }) query: AppQuery) {
    return this.apps.list(query);
  }

  /** How to connect an account of this app: fields, scopes, and where the credential is found. */
  @Get(':id')
  @Revalidated()
  @Can('read', 'App')
  @SerializeOptions({ schema: appView })
  get(@Param('id', { schema: appId }) id: string) {
    return this.apps.get(id);
  }
}
