import { Module, StandardSchemaSerializerInterceptor, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessModule, PolicyGuard } from './access/index.ts';
import { AuditModule } from './audit/index.ts';
import { AppsModule } from './apps/index.ts';
import { AttemptsModule } from './attempts/index.ts';
import { ConnectionsModule } from './connections/index.ts';
import { CustomAppsModule } from './custom-apps/index.ts';
import { CredentialsModule } from './credentials/index.ts';
import { audited, entities } from './entities.ts';
import { GlobalCatalogModule } from './global-catalog/index.ts';
import { HealthModule } from './health/health.module.ts';
import { AuthenticationGuard, IdentityModule } from './identity/index.ts';
import { NotificationsModule } from './notifications/index.ts';
import type { Config } from './platform/index.ts';
import { DatabaseModule } from './platform/database/database.module.ts';
import { ProblemFilter } from './platform/http/problem.filter.ts';
import { validationPipe } from './platform/http/validation.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { PublicationsModule } from './publications/index.ts';
import { OAuthModule } from './oauth/index.ts';
import { ReportsModule } from './reports/index.ts';
import { ReviewsModule } from './reviews/index.ts';
import { RotationModule } from './rotation/index.ts';
import { SecretsModule } from './secrets/index.ts';

/** The whole product, part by part. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(config),
        DatabaseModule.forRoot(entities, audited),
        AccessModule,
        AuditModule,
        SecretsModule,
        IdentityModule,
        AppsModule,
        CustomAppsModule,
        ConnectionsModule,
        AttemptsModule,
        OAuthModule,
        GlobalCatalogModule,
        PublicationsModule,
        CredentialsModule,
        NotificationsModule,
        RotationModule,
        ReportsModule,
        ReviewsModule,
        HealthModule,
      ],
      providers: [
        // In this order: who it is, then what they may do.
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_GUARD, useClass: PolicyGuard },
        { provide: APP_PIPE, useFactory: validationPipe },
        { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
