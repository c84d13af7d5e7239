import type { ReminderRunView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { accessibleBy } from '../access/index.ts';
import { peopleById, tenantsById } from '../identity/index.ts';
import { cursorId, pageOf, Problem, rowsOf, UnitOfWork } from '../platform/index.ts';
import { ReminderRun } from './reminder-run.entity.ts';

/** Reads of reminder runs and how far they are. */
@Injectable()
export class ReminderRunsQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** The runs in the caller's sight, the newest first. */
  async list({ limit, cursor }: { limit: number; cursor?: string | undefined }) {
    const after = cursorId('reminderRun', cursor);
    return this.uow.read(async (em) => {
      const rows = await rowsOf(
        em,
        ReminderRun,
        { $and: [scope(), after === undefined ? {} : { id: { $lt: after } }] },
        { orderBy: { id: 'desc' }, limit: limit + 1 },
      );
      const view = await viewer(em, rows.slice(0, limit));
      return pageOf(rows, limit, (row) => row.id, view);
    });
  }

  get(id: string): Promise<ReminderRunView> {
    return this.uow.read(async (em) => {
      const row = await em.findOne(ReminderRun, { $and: [scope(), { id }] });
      if (!row) throw new Problem('not_found');
      return (await viewer(em, [row]))(row);
    });
  }
}

function scope(): Record<string, unknown> {
  const found = accessibleBy('read', 'ReminderRun');
  if (found === null) throw new Problem('forbidden');
  return found;
}

async function viewer(em: EntityManager, rows: ReminderRun[]): Promise<(row: ReminderRun) => ReminderRunView> {
  const tenants = await tenantsById(
    em,
    rows.map((row) => row.tenantId),
  );
  const people = await peopleById(
    em,
    rows.map((row) => row.startedBy),
  );
  return (row) => ({
    id: row.id,
    state: row.state,
    scope: row.ownerId ? 'own' : row.tenantId ? 'tenant' : 'platform',
    tenant: row.tenantId ? tenants(row.tenantId) : null,
    startedBy: row.startedBy ? people(row.startedBy) : null,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    total: row.total,
    processed: row.processed,
    reminded: row.reminded,
    error: row.error ?? null,
  });
}
