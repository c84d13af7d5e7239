import { parseId, type NotificationView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Membership } from '../identity/index.ts';
import { Clock, Jobs, newId, principal } from '../platform/index.ts';

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
    // On conflict: somebody gave it before, perhaps a job that runs a second time.
    await em.execute(
      `with made as (
         insert into notification (id, tenant_id, user_id, kind, title, body, link, dedupe, created_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (dedupe) do nothing returning id)
       select jobs.add(?, ?::json, ?) from made`,
      [
        parseId('notification', id),
        tenantId === null ? null : parseId('tenant', tenantId),
        parseId('user', userId),
        notice.kind,
        notice.title,
        notice.body,
        notice.link,
        dedupe,
        this.clock.now(),
        mailTask,
        JSON.stringify({ notificationId: id }),
        `mail:${dedupe}`,
      ],
    );
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
