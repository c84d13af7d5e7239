import { defineEntity, p } from '@mikro-orm/core';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_event',
  properties: {
    id: p.type(new PublicId('auditEvent')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    seq: p.integer().persist(false).nullable(),
    action: p.text(),
    outcome: p.text().$type<'success' | 'failure' | 'denied'>(),
    actorKind: p.text().$type<'user' | 'api_key' | 'system' | 'anonymous'>(),
    actorId: p.text().nullable(),
    actorName: p.text(),
    targetType: p.text().nullable(),
    targetId: p.text().nullable(),
    targetName: p.text().nullable(),
    ownerId: p.type(new PublicId('user')).$type<string>().nullable(),
    changes: p.json().$type<Record<string, { before: unknown; after: unknown }>>(),
    reason: p.text().nullable(),
    count: p.integer(),
    requestId: p.text().nullable(),
  },
});

/** One thing that happened. `seq`, `at` and `hash` are set by the database. */
export class AuditEvent extends schema.class {}
schema.setClass(AuditEvent);
