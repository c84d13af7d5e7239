import { defineEntity, p } from '@mikro-orm/core';
import type { SignOffKind } from '@drawbridge/catalog';
import { PublicId } from '../platform/index.ts';

const schema = defineEntity({
  name: 'SignOff',
  tableName: 'sign_off',
  properties: {
    id: p.type(new PublicId('signOff')).$type<string>().primary(),
    tenantId: p.type(new PublicId('tenant')).$type<string>().nullable(),
    kind: p.text().$type<SignOffKind>(),
    figures: p.text(),
    totals: p.json().$type<Record<string, number>>().generated("(figures::jsonb -> 'totals') stored").nullable(),
    digest: p.text(),
    statement: p.text(),
    signedBy: p.type(new PublicId('user')).$type<string>(),
    signedByName: p.text(),
    signedAt: p.datetime(),
  },
});

/** Figures that a person has signed off, frozen in their canonical form. Never changed: the database allows no more than adding it. */
export class SignOff extends schema.class {}
schema.setClass(SignOff);
