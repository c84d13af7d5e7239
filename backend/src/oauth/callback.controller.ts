import { id, oauthCallbackQuery, type OAuthCallbackQuery } from '@drawbridge/catalog';
import { Controller, Get, Param, Query, Res, SerializeOptions, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Audit, Can } from '../access/index.ts';
import { CallbackProblemFilter } from './callback-problem.filter.ts';
import { sendCallbackPage } from './callback.page.ts';
import { CallbackService } from './callback.service.ts';

const customAppId = id('customApp');

@ApiTags('OAuth clients')
@Controller('oauth')
export class CallbackController {
  constructor(private readonly callback: CallbackService) {}

  /**
   * Where providers send people back to. A navigation from another site by its nature: what protects it is the state,
   * which is single-use and bound to the session (RFC 9700 section 4.7).
   */
  @Get('callback')
  @UseFilters(CallbackProblemFilter)
  @Can('create', 'Attempt')
  @Audit(
    'attempt.succeeded',
    'attempt.failed',
    'attempt.callback_refused',
    'connection.created',
    'connection.reauthorized',
  )
  @SerializeOptions({ schema: z.string() })
  async finish(
    @Query({ schema: oauthCallbackQuery }) query: OAuthCallbackQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return sendCallbackPage(reply, await this.callback.finish(query));
  }

  /** The same for a custom app, each of which has an address of its own: what is meant for another app does not arrive here. */
  @Get('callback/:customAppId')
  @UseFilters(CallbackProblemFilter)
  @Can('create', 'Attempt')
  @Audit(
    'attempt.succeeded',
    'attempt.failed',
    'attempt.callback_refused',
    'connection.created',
    'connection.reauthorized',
  )
  @SerializeOptions({ schema: z.string() })
  async finishCustom(
    @Param('customAppId', { schema: customAppId }) app: string,
    @Query({ schema: oauthCallbackQuery }) query: OAuthCallbackQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return sendCallbackPage(reply, await this.callback.finish(query, app));
  }
}
