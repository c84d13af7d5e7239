import { Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { id } from '@drawbridge/catalog';
import { z } from 'zod';
import { AppsModule } from '../apps/index.ts';
import { AttemptsModule, Authorizations } from '../attempts/index.ts';
import { ConnectionsModule, CredentialKeepers } from '../connections/index.ts';
import { NotificationsModule } from '../notifications/index.ts';
import { Jobs, Loops, seconds } from '../platform/index.ts';
import { ProbesModule } from '../probes/index.ts';
import { AuthorizationStart } from './authorization-start.ts';
import { CallbackController } from './callback.controller.ts';
import { CallbackService } from './callback.service.ts';
import { ClientReplaced, replacedTask } from './client-replaced.ts';
import { ClientSecrets } from './client-secret.ts';
import { OAuthClientsController } from './oauth-clients.controller.ts';
import { OAuthClientsQueries } from './oauth-clients.queries.ts';
import { OAuthClientsService } from './oauth-clients.service.ts';
import { ProviderRevocation } from './provider-revocation.ts';
import { PushedRequests } from './pushed-requests.ts';
import { Reauthorization } from './reauthorization.ts';
import { RefreshService } from './refresh.service.ts';
import { RenewedTokens } from './renewed-tokens.ts';
import { TokenEndpoint } from './token-endpoint.ts';
import { Tokens } from './tokens.ts';

const replacedPayload = z.object({ id: id('oauthClient') });

@Module({
  imports: [AppsModule, AttemptsModule, ConnectionsModule, NotificationsModule, ProbesModule],
  controllers: [OAuthClientsController, CallbackController],
  providers: [
    AuthorizationStart,
    CallbackService,
    ClientReplaced,
    ClientSecrets,
    OAuthClientsQueries,
    OAuthClientsService,
    ProviderRevocation,
    PushedRequests,
    Reauthorization,
    RefreshService,
    RenewedTokens,
    TokenEndpoint,
    Tokens,
  ],
  exports: [OAuthClientsService, Tokens],
})
export class OAuthModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly authorizations: Authorizations,
    private readonly starter: AuthorizationStart,
    private readonly keepers: CredentialKeepers,
    private readonly tokens: Tokens,
    private readonly revocation: ProviderRevocation,
    private readonly replaced: ClientReplaced,
    private readonly jobs: Jobs,
    private readonly loops: Loops,
  ) {}

  onModuleInit(): void {
    this.authorizations.provide((em, wanted) => this.starter.start(em, wanted));
    this.keepers.provide({
      renew: async ({ tenantId, id: connectionId }, now) => void (await this.tokens.fresh(tenantId, connectionId, now)),
      toEnd: (connection) => this.revocation.prepare(connection),
    });
  }

  onApplicationBootstrap(): void {
    this.jobs.handle(replacedTask, (given) => this.replaced.run(replacedPayload.parse(given).id));
    this.loops.every('renewal of tokens', seconds(1), () => this.tokens.refreshDue());
  }
}
