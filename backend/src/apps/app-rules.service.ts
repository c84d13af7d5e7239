import type { PutAppRule } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import { Tenant } from '../identity/index.ts';
import { Clock, newId, principal, Problem, uniqueOr, UnitOfWork } from '../platform/index.ts';
import { AppCatalog } from './app-catalog.ts';
import { AppRule } from './app-rule.entity.ts';
import { definedByPlatform, type NamedApp } from './defined-apps.queries.ts';

/** Blocks apps and allows them again: for one tenant, or for every tenant. */
@Injectable()
export class AppRulesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly catalog: AppCatalog,
    private readonly clock: Clock,
  ) {}

  /** Doing it twice is doing it once; another reason takes the place of the one before. */
  async put(tenantId: string | null, appId: string, input: PutAppRule): Promise<void> {
    const change = () =>
      this.uow.run(async (em) => {
        ensure('update', 'AppRule', { tenantId });
        const app = this.catalog.find(appId) ?? (await definedByPlatform(em, appId));
        const isKnown = tenantId === null || (await em.findOne(Tenant, { id: tenantId })) !== null;
        if (!app || !isKnown) throw new Problem('not_found');
        await this.change(em, tenantId, app, input);
      });
    await uniqueOr('blocked', 'was decided by somebody else at this moment', change, 'in_progress');
  }

  private async change(
    em: EntityManager,
    tenantId: string | null,
    app: NamedApp,
    { blocked, reason }: PutAppRule,
  ): Promise<void> {
    const present = await em.findOne(AppRule, { tenantId, appId: app.id, kind: 'blocked' });
    if (blocked ? present?.reason === reason : !present) return;
    record(em, {
      action: blocked ? 'app.blocked' : 'app.allowed',
      tenantId,
      target: { type: 'app', id: app.id, name: app.name },
      reason,
      changes: difference({ blocked: present !== null }, { blocked }),
    });
    if (present) {
      em.remove(present);
      await em.flush();
    }
    if (blocked) em.persist(em.create(AppRule, this.rule(tenantId, app.id, reason)));
  }

  private rule(tenantId: string | null, appId: string, reason: string) {
    return {
      id: newId('appRule'),
      tenantId,
      appId,
      kind: 'blocked' as const,
      reason,
      createdBy: principal().id ?? '',
      createdAt: this.clock.now(),
    };
  }
}
