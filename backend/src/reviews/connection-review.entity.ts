import { defineEntity, p } from '@mikro-orm/core';
import type { ReviewReason } from '@drawbridge/catalog';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'ConnectionReview',
  tableName: 'connection_review',
  properties: {
    id: p.type(new PublicId('connectionReview')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>(),
    connectionId: p.type(new PublicId('connection')).$type<string>(),
    reasons: p.array().$type<ReviewReason[]>(),
    note: p.text(),
    reviewedBy: p.type(new PublicId('user')).$type<string>(),
    reviewedAt: p.datetime(),
  },
});

/** Somebody has looked at a connection and keeps it. Never changed. */
export class ConnectionReview extends schema.class {}
schema.setClass(ConnectionReview);
