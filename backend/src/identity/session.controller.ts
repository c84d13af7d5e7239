import { me, signIn, switchMembership, type Me, type SignIn, type SwitchMembership } from '@drawbridge/catalog';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Patch,
  Post,
  Req,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Audit, Can, Public } from '../access/index.ts';
import { CONFIG, currentScope, Problem, type Config } from '../platform/index.ts';
import { Authenticator } from './authenticator.ts';
import { clearSessionCookie, sessionToken, setSessionCookie } from './cookie.ts';
import { MeQueries } from './me.queries.ts';
import { SessionService } from './session.service.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

@ApiTags('Session')
@Controller()
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly whoami: MeQueries,
    private readonly authenticator: Authenticator,
    private readonly throttle: SignInThrottle,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Signs in and sets the session cookie. Ten failed tries lock the account for 30 minutes. */
  @Post('session')
  @Public()
  @Audit('session.started', 'session.refused')
  @SerializeOptions({ schema: me })
  async signIn(
    @Body({ schema: signIn }) input: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    this.throttle.pass(request.ip);
    const started = await this.sessions.signIn(input, sessionToken(request, this.config));
    const scope = currentScope();
    if (!scope) throw new Problem('unauthenticated');
    scope.principal = started.principal;
    setSessionCookie(reply, this.config, started.token, started.expiresAt);
    return this.whoami.get();
  }

  /** Acts in another membership of the same person. */
  @Patch('session')
  @Can('update', 'Session')
  @Audit('session.membership_changed')
  @SerializeOptions({ schema: me })
  async switch(
    @Body({ schema: switchMembership }) input: SwitchMembership,
    @Req() request: FastifyRequest,
  ): Promise<Me> {
    await this.sessions.switchTo(input);
    const scope = currentScope();
    const who = await this.authenticator.bySession(sessionToken(request, this.config) ?? '');
    if (!scope || !who) throw new Problem('unauthenticated');
    scope.principal = who;
    return this.whoami.get();
  }

  /** Signs out: the session ends on the server. */
  @Delete('session')
  @HttpCode(204)
  @Can('update', 'Session')
  @Audit('session.ended')
  @SerializeOptions({ schema: z.undefined() })
  async signOut(@Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut();
    clearSessionCookie(reply, this.config);
  }

  /** Who is signed in, what they may do, and which memberships they may switch to. */
  @Get('me')
  @Can('read', 'Session')
  @SerializeOptions({ schema: me })
  me(): Promise<Me> {
    return this.whoami.get();
  }
}
