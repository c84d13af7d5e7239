import { formatId, type RotationDueQuery, type RotationDueView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AppCatalog } from '../apps/index.ts';
import { peopleById, tenantsById } from '../identity/index.ts';
import { Clock, days, decodeCursor, encodeCursor, invalidField, pageOf, UnitOfWork } from '../platform/index.ts';
import { momentOf, selectDue, type DueRow, type Position } from './due-credentials.queries.ts';
import { daysLeft, endOfDay, horizonOf, statusOf } from './due.ts';
import { sightOf } from './sight.ts';

interface ReminderRow {
  id: string;
  step: number;
  sent_at: Date;
}

/** Reads of what is to be rotated, the most urgent first. */
@Injectable()
export class RotationDueQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly clock: Clock,
  ) {}

  /** A page of credentials that come due, in the caller's sight. */
  async list(query: RotationDueQuery) {
    const sight = sightOf('read', 'RotationDue');
    const after = query.cursor === undefined ? undefined : positionOf(query.cursor);
    const now = this.clock.now();
    const filter = { sight, tenantId: query.tenantId, appId: query.appId, after, ...rangeOf(query, now) };
    return this.uow.read(async (em) => {
      const rows = await selectDue(em, filter, query.limit + 1);
      const view = await this.viewer(em, rows.slice(0, query.limit), now);
      return pageOf(rows, query.limit, (row) => encodeCursor(row.due_us, row.id), view);
    });
  }

  private async viewer(em: EntityManager, rows: DueRow[], now: Date): Promise<(row: DueRow) => RotationDueView> {
    const tenants = await tenantsById(
      em,
      rows.map((row) => row.tenant_id && formatId('tenant', row.tenant_id)),
    );
    const people = await peopleById(
      em,
      rows.map((row) => row.owner_id && formatId('user', row.owner_id)),
    );
    const reminders = await lastReminders(em, rows);
    return (row) => {
      const dueAt = new Date(row.due_at);
      const reminder = reminders.get(row.id);
      return {
        id: publicIdOf(row),
        kind: row.kind,
        appId: row.app_id,
        appName: row.app_name ?? this.apps.nameOf(row.app_id),
        authKind: row.auth_kind,
        name: row.name,
        tenant: row.tenant_id === null ? null : tenants(formatId('tenant', row.tenant_id)),
        owner: row.owner_id === null ? null : people(formatId('user', row.owner_id)),
        credentialSetAt: new Date(row.credential_set_at).toISOString(),
        dueAt: dueAt.toISOString(),
        daysLeft: daysLeft(dueAt, now),
        status: statusOf(dueAt, now),
        periodDays: row.rotation_days,
        source: row.rotation_source,
        lastReminder: reminder ? { step: reminder.step, at: new Date(reminder.sent_at).toISOString() } : null,
      };
    };
  }
}

/** The id under which the API knows it. */
export const publicIdOf = (row: Pick<DueRow, 'kind' | 'id'>): string =>
  formatId(row.kind === 'connection' ? 'connection' : 'globalConnection', row.id);

/** The newest reminder for the due date that counts now, in one statement. */
async function lastReminders(em: EntityManager, rows: DueRow[]): Promise<Map<string, ReminderRow>> {
  if (rows.length === 0) return new Map();
  const asked = rows.map(({ id, due_us }) => ({ id, due_us }));
  const found = await em.execute<ReminderRow[]>(
    `select asked.id, last.step, last.sent_at
     from jsonb_to_recordset(?::jsonb) as asked (id uuid, due_us bigint)
     cross join lateral (
       select step, sent_at from (
         select r.step, r.sent_at from reminder r where r.connection_id = asked.id and r.due_at = ${momentOf('asked.due_us')}
         union all
         select r.step, r.sent_at from reminder r where r.global_connection_id = asked.id and r.due_at = ${momentOf('asked.due_us')}
       ) given order by sent_at desc, step limit 1) last`,
    [JSON.stringify(asked)],
  );
  return new Map(found.map((row) => [row.id, row]));
}

function rangeOf({ status, withinDays }: RotationDueQuery, now: Date): { from?: Date; before: Date } {
  const within = new Date(now.getTime() + days(withinDays));
  const earlier = (other: Date) => (other < within ? other : within);
  switch (status) {
    case 'overdue':
      return { before: now };
    case 'due':
      return { from: now, before: endOfDay(now) };
    case 'soon':
      return { from: endOfDay(now), before: earlier(horizonOf(now)) };
    case undefined:
      return { before: within };
  }
}

function positionOf(cursor: string): Position {
  const [dueUs = '', id = ''] = decodeCursor(cursor, 2);
  if (!/^-?\d{1,16}$/.test(dueUs) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw invalidField('invalid_input', 'cursor', 'is not a cursor of this list');
  return { dueUs, id };
}
