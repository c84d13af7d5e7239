import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import {
  ApiKeysController,
  MembershipsController,
  TenantsController,
  UsersController,
} from './administration.controllers.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { Authenticator } from './authenticator.ts';
import { MembershipsService } from './memberships.service.ts';
import { MeQueries } from './me.queries.ts';
import { SessionSeen } from './session-seen.ts';
import { SessionController } from './session.controller.ts';
import { SessionService } from './session.service.ts';
import { SignInThrottle } from './sign-in-throttle.ts';
import { ApiKeyStrategy, SessionStrategy } from './strategies.ts';
import { TenantsService } from './tenants.service.ts';
import { UsersService } from './users.service.ts';

@Global()
@Module({
  imports: [PassportModule.register({ session: false })],
  controllers: [SessionController, TenantsController, UsersController, MembershipsController, ApiKeysController],
  providers: [
    ApiKeysService,
    ApiKeyStrategy,
    Authenticator,
    MembershipsService,
    MeQueries,
    SessionSeen,
    SessionService,
    SessionStrategy,
    SignInThrottle,
    TenantsService,
    UsersService,
  ],
  exports: [ApiKeysService, MembershipsService, TenantsService, UsersService],
})
export class IdentityModule {}
