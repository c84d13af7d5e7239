import type { NotificationQuery, NotificationView } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { accessibleBy } from '../access/index.ts';
import { cursorId, pageOf, Problem, rowsOf, UnitOfWork } from '../platform/index.ts';
import { Notification } from './notification.entity.ts';

/** Reads of the caller's own notices. */
@Injectable()
export class NotificationsQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** The newest first. */
  async list(query: NotificationQuery) {
    const scope = accessibleBy('read', 'Notification');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('notification', query.cursor);
    const rows = await this.uow.read((em) =>
      rowsOf(
        em,
        Notification,
        {
          $and: [
            scope,
            query.unread === undefined ? {} : { readAt: null },
            after === undefined ? {} : { id: { $lt: after } },
          ],
        },
        { orderBy: { id: 'desc' }, limit: query.limit + 1 },
      ),
    );
    return pageOf(rows, query.limit, (row) => row.id, notificationView);
  }
}

export const notificationView = (row: Notification): NotificationView => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  body: row.body,
  link: row.link,
  createdAt: row.createdAt.toISOString(),
  readAt: row.readAt?.toISOString() ?? null,
});
