import type { NotificationView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Membership } from '../identity/index.ts';
import { Clock, Jobs, newId, principal } from '../platform/index.ts';
import { Notification } from './notification.entity.ts';

export interface Notice {
  kind: NotificationView['kind'];
  title: string;
  body: string;
  /** Where in the console it leads, such as /connections/conn_.../show. */
  link: string;
  /** The same text is given to the same person once. */
  dedupe: string;
}

export const mailTask = 'send-notification-mail';

/** Gives notices, in the transaction of what they are about. E-mail follows by a job. */
@Injectable()
export class Notices {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** To one person, as a member of this tenant; omitted: of the running scope's. */
  async toUser(em: EntityManager, userId: string, notice: Notice, tenantId = principal().tenantId): Promise<void> {
    const dedupe = `${notice.dedupe}:${userId}`;
    const id = newId('notification');
    const [made] = await em.upsertMany(
      Notification,
      [{ ...notice, id, dedupe, tenantId, userId, createdAt: this.clock.now(), readAt: null, mailedAt: null }],
      { onConflictFields: ['dedupe'], onConflictAction: 'ignore' },
    );
    if (made?.id === id) await this.jobs.add(em, mailTask, { notificationId: id }, `mail:${dedupe}`);
  }

  /** To every system admin; only in the platform's scope are they all in sight. */
  async toSystemAdmins(em: EntityManager, notice: Notice): Promise<void> {
    await this.jobs.add(em, systemAdminsTask, notice, `admins:${notice.dedupe}`);
  }

  /** The job behind it. */
  async giveToSystemAdmins(em: EntityManager, notice: Notice): Promise<void> {
    const admins = await em.find(Membership, { role: 'system_admin', tenantId: null });
    for (const admin of admins) await this.toUser(em, admin.userId, notice);
  }
}

export const systemAdminsTask = 'notify-system-admins';
