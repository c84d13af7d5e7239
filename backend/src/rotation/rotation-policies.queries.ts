import type { RotationPolicies } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { accessibleBy, mayDo } from '../access/index.ts';
import { AppCatalog } from '../apps/index.ts';
import { peopleById, tenantsById } from '../identity/index.ts';
import { principal, Problem, rowsOf, UnitOfWork } from '../platform/index.ts';
import { moveOf } from './due-date-moves.queries.ts';
import { RotationPolicy } from './rotation-policy.entity.ts';

const shownAtMost = 1000;

/** Reads of the rotation policies: the platform's, and those of the tenants in sight. */
@Injectable()
export class RotationPoliciesQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
  ) {}

  /** Every policy in sight, the platform's first, and how far the due dates of the own scope have followed them. */
  list(): Promise<RotationPolicies> {
    const scope = accessibleBy('read', 'RotationPolicy');
    if (scope === null) throw new Problem('forbidden');
    return this.uow.read(async (em) => {
      const rows = await rowsOf(em, RotationPolicy, scope, {
        orderBy: { tenantId: 'asc nulls first', id: 'asc' },
        limit: shownAtMost,
      });
      const tenants = await tenantsById(
        em,
        rows.map((row) => row.tenantId),
      );
      const people = await peopleById(
        em,
        rows.map((row) => row.updatedBy),
      );
      return {
        items: rows.map((row) => ({
          id: row.id,
          scope: row.connectionId ? 'connection' : row.tenantId ? 'tenant' : 'platform',
          tenant: row.tenantId ? tenants(row.tenantId) : null,
          authClass: row.authClass ?? null,
          appId: row.appId ?? null,
          appName: row.appId ? (row.customAppName ?? this.apps.nameOf(row.appId)) : null,
          connectionId: row.connectionId ?? null,
          days: row.days ?? null,
          editable: mayDo('update', 'RotationPolicy', row),
          updatedAt: row.updatedAt.toISOString(),
          updatedBy: row.updatedBy ? people(row.updatedBy) : null,
        })),
        dueDates: await moveOf(em, principal().tenantId),
      };
    });
  }
}
