import { Inject, Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/core';
import { Membership, User } from '../identity/index.ts';
import { Clock, CONFIG, Log, UnitOfWork, type Config } from '../platform/index.ts';
import { isPlainAddress, mailFor, type Mail } from './mail-text.ts';
import { Mailer } from './mailer.ts';
import { Notification } from './notification.entity.ts';

/** The e-mail behind a notice. */
@Injectable()
export class NotificationMails {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The job: sends the mail unless it was sent before. Cut off between sending and noting that, the mail goes out
   * again under the same message id, by which mail programs know it.
   */
  async send(notificationId: string): Promise<void> {
    if (!this.mailer.isConfigured) return;
    const mail = await this.compose(notificationId);
    if (!mail) return;
    if (!isPlainAddress(mail.to.address))
      return this.log.info('a notice is not mailed: the address is not a plain one', { notificationId });
    await this.mailer.send(mail);
    await this.uow.asSystem(async (em) => {
      const notice = await em.findOneOrFail(
        Notification,
        { id: notificationId },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      notice.mailedAt ??= this.clock.now();
    });
  }

  /** Nothing for those who were mailed, who may not sign in any more, or who have left the tenant since. */
  private compose(notificationId: string): Promise<Mail | undefined> {
    return this.uow.asSystem(async (em) => {
      const notice = await em.findOne(Notification, { id: notificationId, mailedAt: null });
      if (!notice) return undefined;
      const user = await em.findOne(User, { id: notice.userId, disabled: false });
      const membership = await em.findOne(Membership, { userId: notice.userId, tenantId: notice.tenantId ?? null });
      if (!user || !membership) return undefined;
      const { id, title, body, link } = notice;
      return mailFor({ id, title, body, link, person: user, publicUrl: this.config.PUBLIC_URL });
    });
  }
}
