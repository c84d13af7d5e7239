import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { NotificationsModule } from '../notifications/index.ts';
import { OAuthModule } from '../oauth/index.ts';
import { Loops, seconds } from '../platform/index.ts';
import { ApprovalRecovery } from './approval-recovery.ts';
import { Approval } from './approval.ts';
import { PublicationsController } from './publications.controller.ts';
import { PublicationsQueries } from './publications.queries.ts';
import { PublicationsService } from './publications.service.ts';

@Module({
  imports: [AppsModule, NotificationsModule, OAuthModule],
  controllers: [PublicationsController],
  providers: [Approval, ApprovalRecovery, PublicationsQueries, PublicationsService],
  exports: [PublicationsService, ApprovalRecovery],
})
export class PublicationsModule implements OnApplicationBootstrap {
  constructor(
    private readonly loops: Loops,
    private readonly recovery: ApprovalRecovery,
    private readonly publications: PublicationsService,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.every('completion of approvals', 1500, () => this.recovery.resume());
    this.loops.every('expiry of publication requests', seconds(30), () => this.publications.expireDue());
  }
}
