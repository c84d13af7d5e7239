import { id, notificationPage, notificationQuery, notificationView, type NotificationQuery } from '@drawbridge/catalog';
import { Controller, Get, HttpCode, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Can, NoAudit } from '../access/index.ts';
import { NotificationsQueries } from './notifications.queries.ts';
import { NotificationsService } from './notifications.service.ts';

@ApiTags('Notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly queries: NotificationsQueries,
  ) {}

  /** The caller's own notices, the newest first. */
  @Get()
  @Can('read', 'Notification')
  @SerializeOptions({ schema: notificationPage })
  list(@Query({ schema: notificationQuery }) query: NotificationQuery) {
    return this.queries.list(query);
  }

  /** Marks all of the caller's notices as read. */
  @Post('read-all')
  @HttpCode(204)
  @Can('update', 'Notification')
  @NoAudit('Having read a notice concerns the reader alone.')
  @SerializeOptions({ schema: z.undefined() })
  readAll(): Promise<void> {
    return this.notifications.readAll();
  }

  /** Marks a notice as read. */
  @Post(':id/read')
  @HttpCode(200)
  @Can('update', 'Notification')
  @NoAudit('Having read a notice concerns the reader alone.')
  @SerializeOptions({ schema: notificationView })
  read(@Param('id', { schema: id('notification') }) notification: string) {
    return this.notifications.read(notification);
  }
}
