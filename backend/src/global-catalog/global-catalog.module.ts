import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { ConnectionsModule } from '../connections/index.ts';
import { NotificationsModule } from '../notifications/index.ts';
import { OAuthModule } from '../oauth/index.ts';
import { Loops, seconds } from '../platform/index.ts';
import { ProbesModule } from '../probes/index.ts';
import { CopyFollower } from './copy-follower.ts';
import { CopyTokens } from './copy-tokens.ts';
import { GlobalCatalogController } from './global-catalog.controller.ts';
import { GlobalCatalogQueries } from './global-catalog.queries.ts';
import { GlobalCatalogService } from './global-catalog.service.ts';
import { GlobalRotation } from './global-rotation.ts';

@Module({
  imports: [AppsModule, ConnectionsModule, NotificationsModule, OAuthModule, ProbesModule],
  controllers: [GlobalCatalogController],
  providers: [CopyFollower, CopyTokens, GlobalCatalogQueries, GlobalCatalogService, GlobalRotation],
  exports: [CopyTokens, GlobalCatalogQueries],
})
export class GlobalCatalogModule implements OnApplicationBootstrap {
  constructor(
    private readonly follower: CopyFollower,
    private readonly loops: Loops,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.every('following of published tokens', seconds(1), () => this.follower.followAll());
  }
}
