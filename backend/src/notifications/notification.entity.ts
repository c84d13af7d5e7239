import { defineEntity, p } from '@mikro-orm/core';
import type { NotificationView } from '@drawbridge/catalog';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'Notification',
  tableName: 'notification',
  properties: {
    id: p.type(new PublicId('notification')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    userId: p.type(new PublicId('user')).$type<string>(),
    kind: p.text().$type<NotificationView['kind']>(),
    title: p.text(),
    body: p.text(),
    link: p.text(),
    dedupe: p.text(),
    createdAt: p.datetime(),
    readAt: p.datetime().nullable(),
    mailedAt: p.datetime().nullable(),
  },
});

/** A notice to one person, shown in the console and sent by e-mail. `dedupe` keeps it from being given twice. */
export class Notification extends schema.class {}
schema.setClass(Notification);
