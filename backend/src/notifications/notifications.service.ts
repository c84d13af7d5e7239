import type { NotificationView } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { accessibleBy } from '../access/index.ts';
import { Clock, Problem, UnitOfWork } from '../platform/index.ts';
import { Notification } from './notification.entity.ts';
import { notificationView } from './notifications.queries.ts';

const batchSize = 500;

/** What people do with their notices. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Marks one as read; one that was read before keeps its time. */
  read(id: string): Promise<NotificationView> {
    return this.uow.run(async (em) => {
      const notice = await em.findOne(
        Notification,
        { $and: [own(), { id }] },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (!notice) throw new Problem('not_found');
      notice.readAt ??= this.clock.now();
      return notificationView(notice);
    });
  }

  /** Marks every one of the caller's as read. */
  async readAll(): Promise<void> {
    const batch = () =>
      this.uow.run(async (em) => {
        const unread = await em.find(
          Notification,
          { $and: [own(), { readAt: null }] },
          { orderBy: { id: 'desc' }, limit: batchSize },
        );
        for (const notice of unread) notice.readAt = this.clock.now();
        return unread.length;
      });
    while ((await batch()) === batchSize);
  }
}

function own(): Record<string, unknown> {
  const scope = accessibleBy('update', 'Notification');
  if (scope === null) throw new Problem('forbidden');
  return scope;
}
