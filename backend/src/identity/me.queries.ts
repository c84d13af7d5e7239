import type { Me } from '@drawbridge/catalog';
import { Inject, Injectable } from '@nestjs/common';
import { currentAbility } from '../access/index.ts';
import { CONFIG, principal, UnitOfWork, type Config, rowsOf } from '../platform/index.ts';
import { Membership } from './entities.ts';
import { tenantsById } from './tenants-by-id.ts';

@Injectable()
export class MeQueries {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The current principal as the console needs to know it. */
  async get(): Promise<Me> {
    const who = principal();
    const memberships = who.kind === 'user' ? await this.memberships(who.id ?? '') : [];
    const tenantName =
      memberships.find(({ tenant }) => tenant?.id === who.tenantId)?.tenant?.name ?? who.tenantName ?? '';
    return {
      user: who.kind === 'user' ? { id: who.id ?? '', name: who.name, email: who.email ?? '' } : null,
      apiKey: who.kind === 'api_key' ? { id: who.id ?? '', name: who.name } : null,
      role: who.role === 'system' ? 'workflow' : who.role,
      tenant: who.tenantId === null ? null : { id: who.tenantId, name: tenantName },
      memberships,
      rules: currentAbility().rules,
      mode:
        this.config.NODE_ENV === 'production'
          ? 'production'
          : this.config.DRAWBRIDGE_MODE === 'demo'
            ? 'demo'
            : 'development',
    };
  }

  private memberships(userId: string): Promise<Me['memberships']> {
    return this.uow.read(async (em) => {
      const rows = await rowsOf(em, Membership, { userId }, { orderBy: { id: 'asc' } });
      const tenants = await tenantsById(
        em,
        rows.map((row) => row.tenantId),
      );
      return rows.map((row) => ({ id: row.id, role: row.role, tenant: row.tenantId ? tenants(row.tenantId) : null }));
    });
  }
}
