import { setTimeout as pause } from 'node:timers/promises';
import { parseId } from '@drawbridge/catalog';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { currentScope, runInScope, systemPrincipal, type Principal } from '../principal.ts';
import { openLevels, runAsWork } from './open-work.ts';

/**
 * One command or one read = one transaction, with the row-level security of the principal in force.
 * The settings are local to the transaction, so a pooled connection never carries a tenant to the next user.
 * The work may be done again when it lost a deadlock: it must change nothing but what it has loaded.
 */
@Injectable()
export class UnitOfWork {
  constructor(private readonly em: EntityManager) {}

  /** Runs a command in the scope of the current principal: its tenant, or the platform. */
  run<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    const who = currentScope()?.principal;
    if (!who) throw new Error('no principal in scope');
    return this.transaction(who, false, work);
  }

  /** Runs reads in the scope of the current principal. */
  read<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    const who = currentScope()?.principal;
    if (!who) throw new Error('no principal in scope');
    return this.transaction(who, true, work);
  }

  /** Acts as another principal, with this scope and no other: for jobs and for signing in. */
  as<T>(who: Principal, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return runInScope({ requestId: currentScope()?.requestId ?? null, principal: who }, () =>
      this.transaction(who, false, work),
    );
  }

  /** Jobs: the platform's scope, which sees across tenants but may write only what its policies allow. */
  asSystem<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.as(systemPrincipal, work);
  }

  /** Jobs: one tenant's scope. */
  asTenant<T>(tenantId: string, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.as({ ...systemPrincipal, tenantId }, work);
  }

  private async transaction<T>(who: Principal, readOnly: boolean, work: (em: EntityManager) => Promise<T>): Promise<T> {
    if (openLevels()) throw new Error('a unit of work is already open: pass its EntityManager on');
    for (let tries = 3; ; tries -= 1)
      try {
        return await this.once(who, readOnly, work);
      } catch (error) {
        if (tries <= 1 || !lost(error)) throw error;
        await pause(Math.random() * 50);
      }
  }

  private once<T>(who: Principal, readOnly: boolean, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return runAsWork(settingsOf(who), () => this.em.fork({ clear: true }).transactional(work, { readOnly }));
  }
}

/** The settings that the row-level security of this principal reads, as the statement that makes them. */
function settingsOf(who: Principal): string {
  // Each is a UUID, a word of ours, or empty: nothing in them could end the quotes.
  const tenant = who.tenantId === null ? '' : parseId('tenant', who.tenantId);
  const user = who.kind === 'user' && who.id !== null ? parseId('user', who.id) : '';
  return `select set_config('app.tenant_id', '${tenant}', true), set_config('app.user_id', '${user}', true), set_config('app.scope', '${scopeOf(who)}', true)`;
}

/** A deadlock or a conflict: the database has undone everything, and another try may pass. */
const lost = (error: unknown): boolean =>
  ['40P01', '40001'].includes(String((error as { code?: unknown } | null)?.code));

function scopeOf(who: Principal): 'system' | 'tenant' {
  const platform = who.role === 'system_admin' || who.role === 'compliance' || who.role === 'system';
  return platform && who.tenantId === null ? 'system' : 'tenant';
}
