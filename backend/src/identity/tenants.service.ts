import type { CreateTenant, TenantQuery, TenantView, UpdateTenant } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { accessibleBy, ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import {
  Clock,
  containing,
  cursorId,
  newId,
  pageOf,
  Problem,
  refuseStale,
  uniqueOr,
  rowsOf,
  UnitOfWork,
} from '../platform/index.ts';
import { Tenant } from './entities.ts';

/** The customers of the platform. Only the platform's own roles see more than their own. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list(query: TenantQuery) {
    const scope = accessibleBy('read', 'Tenant');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('tenant', query.cursor);
    const rows = await this.uow.read((em) =>
      rowsOf(
        em,
        Tenant,
        {
          $and: [scope, query.q ? { name: { $ilike: containing(query.q) } } : {}, after ? { id: { $lt: after } } : {}],
        },
        { orderBy: { id: 'desc' }, limit: query.limit + 1 },
      ),
    );
    return pageOf(rows, query.limit, (row) => row.id, tenantView);
  }

  async get(id: string): Promise<TenantView> {
    const tenant = await this.uow.read((em) => em.findOne(Tenant, { id }));
    if (!tenant) throw new Problem('not_found');
    ensure('read', 'Tenant', tenant);
    return tenantView(tenant);
  }

  create(input: CreateTenant): Promise<TenantView> {
    return uniqueOr('slug', 'is taken', () =>
      this.uow.run(async (em) => {
        const tenant = em.create(Tenant, {
          id: newId('tenant'),
          ...input,
          suspended: false,
          createdAt: this.clock.now(),
          version: 1,
        });
        ensure('create', 'Tenant', tenant);
        em.persist(tenant);
        record(em, { action: 'tenant.created', target: target(tenant), changes: difference({}, input) });
        await em.flush();
        return tenantView(tenant);
      }),
    );
  }

  /** Renames, suspends or resumes. A suspended tenant's people and keys are refused with their next request. */
  update(id: string, { version, ...input }: UpdateTenant): Promise<TenantView> {
    return this.uow.run(async (em) => {
      const tenant = await em.findOne(Tenant, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!tenant) throw new Problem('not_found');
      ensure('update', 'Tenant', tenant);
      refuseStale(version, tenant.version);
      const before = { name: tenant.name, suspended: tenant.suspended };
      em.assign(tenant, {
        name: input.name ?? tenant.name,
        suspended: input.suspended ?? tenant.suspended,
        version: tenant.version + 1,
      });
      const changes = difference(before, { name: tenant.name, suspended: tenant.suspended });
      record(em, { action: 'tenant.updated', target: target(tenant), changes });
      return tenantView(tenant);
    });
  }
}

const target = (tenant: Tenant) => ({ type: 'tenant', id: tenant.id, name: tenant.name });

const tenantView = (tenant: Tenant): TenantView => ({
  id: tenant.id,
  name: tenant.name,
  slug: tenant.slug,
  suspended: tenant.suspended,
  createdAt: tenant.createdAt.toISOString(),
  version: tenant.version,
});
