import { defineEntity, p } from '@mikro-orm/core';
import type { ReminderRunState } from '@drawbridge/catalog';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'ReminderRun',
  tableName: 'reminder_run',
  properties: {
    id: p.type(new PublicId('reminderRun')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    ownerId: p.type(new PublicId('user')).$type<string>().nullable(),
    state: p.text().$type<ReminderRunState>(),
    startedBy: p.type(new PublicId('user')).$type<string>().nullable(),
    startedAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
    total: p.integer(),
    processed: p.integer(),
    reminded: p.integer(),
    error: p.text().nullable(),
    tries: p.integer(),
    progressAt: p.datetime(),
    version: p.integer(),
  },
});

/** One walk over the credentials that are due: of the platform, of a tenant, or of one owner. */
export class ReminderRun extends schema.class {}
schema.setClass(ReminderRun);

/** What the audit trail calls it. */
export const runTarget = (run: { id: string }) => ({ type: 'reminder_run', id: run.id });
