import { defineEntity, p } from '@mikro-orm/core';
import type { PublicationSnapshot, PublicationState } from '@drawbridge/catalog';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'PublicationRequest',
  tableName: 'publication_request',
  properties: {
    id: p.type(new PublicId('publicationRequest')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>(),
    connectionId: p.type(new PublicId('connection')).$type<string>(),
    state: p.text().$type<PublicationState>(),
    appId: p.text(),
    justification: p.text(),
    snapshot: p.json().$type<PublicationSnapshot>(),
    snapshotDigest: p.text(),
    requestedBy: p.type(new PublicId('user')).$type<string>(),
    requestedAt: p.datetime(),
    expiresAt: p.datetime(),
    decidedBy: p.type(new PublicId('user')).$type<string>().nullable(),
    decidedAt: p.datetime().nullable(),
    decisionReason: p.text().nullable(),
    copySecretId: p.type(new PublicId('secret')).$type<string>().nullable(),
    copySourceSecretId: p.type(new PublicId('secret')).$type<string>().nullable(),
    copyStartedAt: p.datetime().nullable(),
    globalConnectionId: p.type(new PublicId('globalConnection')).$type<string>().nullable(),
    version: p.integer(),
  },
});

/** A tenant's wish that a connection be copied for everybody, with what the reviewer decides on. */
export class PublicationRequest extends schema.class {}
schema.setClass(PublicationRequest);

export const targetOf = (request: PublicationRequest) => ({
  type: 'publication_request',
  id: request.id,
  name: request.snapshot.name,
});
