import { id } from '@drawbridge/catalog';
import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { z } from 'zod';
import { Jobs, UnitOfWork } from '../platform/index.ts';
import { Mailer } from './mailer.ts';
import { mailTask, Notices, systemAdminsTask, type Notice } from './notices.ts';
import { NotificationMails } from './notification-mails.ts';
import { NotificationsController } from './notifications.controller.ts';
import { NotificationsQueries } from './notifications.queries.ts';
import { NotificationsService } from './notifications.service.ts';

const mailPayload = z.object({ notificationId: id('notification') });

@Module({
  controllers: [NotificationsController],
  providers: [Mailer, Notices, NotificationMails, NotificationsQueries, NotificationsService],
  exports: [Notices],
})
export class NotificationsModule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
    private readonly mails: NotificationMails,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.handle(mailTask, (given) => this.mails.send(mailPayload.parse(given).notificationId));
    this.jobs.handle(systemAdminsTask, (given) =>
      this.uow.asSystem((em) => this.notices.giveToSystemAdmins(em, given as Notice)),
    );
  }
}
