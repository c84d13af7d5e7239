import { formatId, parseId } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AppCatalog } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { Membership } from '../identity/index.ts';
import { Notices } from '../notifications/index.ts';
import { newId } from '../platform/index.ts';
import { momentOf, type DueRow } from './due-credentials.queries.ts';
import { stepOf, type Step } from './due.ts';
import { reminderNotice } from './reminder-notice.ts';
import { runTarget } from './reminder-run.entity.ts';
import { publicIdOf } from './rotation-due.queries.ts';

interface Reminder {
  row: DueRow;
  step: Step;
}

/** Gives the reminders that a batch of credentials has reached, in the transaction it is called in. */
@Injectable()
export class Reminders {
  constructor(
    private readonly notices: Notices,
    private readonly apps: AppCatalog,
  ) {}

  /**
   * Each step of a due date is reminded of once ever: the row in the database decides, so parallel runs and repeated
   * jobs give nothing twice. All rows are of this tenant, or published copies where it is null. Returns how many were new.
   */
  async give(
    em: EntityManager,
    run: { id: string; ownerId: string | null },
    tenantId: string | null,
    rows: DueRow[],
    now: Date,
  ): Promise<number> {
    const reached = rows.flatMap((row) => {
      const step = stepOf(new Date(row.due_at), now);
      return step === undefined ? [] : [{ row, step }];
    });
    const fresh = await insertOnce(em, run.id, tenantId, reached, now);
    if (fresh.length === 0) return 0;
    const recipients = tenantId === null ? await copyKeepers(em) : await tenantRecipients(em, tenantId, fresh);
    for (const { row, step } of fresh) {
      const appName = row.app_name ?? this.apps.nameOf(row.app_id);
      const notice = reminderNotice({ ...row, id: publicIdOf(row), appName }, step, now);
      for (const userId of recipients(row, step)) await this.notices.toUser(em, userId, notice, tenantId);
    }
    record(em, {
      action: 'reminder.sent',
      target: runTarget(run),
      tenantId,
      ownerId: run.ownerId,
      count: fresh.length,
      changes: difference(
        {},
        {
          reminders: fresh.map(({ row, step }) => ({
            id: publicIdOf(row),
            dueAt: new Date(row.due_at).toISOString(),
            step,
          })),
        },
      ),
    });
    return fresh.length;
  }
}

type Recipients = (row: DueRow, step: Step) => string[];

/** Inserts in due order, so that parallel runs wait for each other in place of locking each other out. */
async function insertOnce(
  em: EntityManager,
  runId: string,
  tenantId: string | null,
  reached: Reminder[],
  now: Date,
): Promise<Reminder[]> {
  if (reached.length === 0) return [];
  const asked = reached.map(({ row, step }, position) => ({
    id: parseId('reminder', newId('reminder')),
    of: row.id,
    due_us: row.due_us,
    step,
    position,
  }));
  const [column, table, live] =
    tenantId === null
      ? ['global_connection_id', 'global_connection', "state = 'published'"]
      : ['connection_id', 'connection', "state <> 'revoked'"];
  // The join leaves out what was rotated or revoked since it was found.
  const made = await em.execute<{ of: string }[]>(
    `insert into reminder (id, tenant_id, ${column}, due_at, step, run_id, sent_at)
     select asked.id, ?::uuid, c.id, c.rotation_due_at, asked.step, ?::uuid, ?::timestamptz
     from jsonb_to_recordset(?::jsonb) as asked (id uuid, of uuid, due_us bigint, step int, position int)
     join ${table} c on c.id = asked.of and c.${live} and c.rotation_due_at = ${momentOf('asked.due_us')}
     order by asked.position
     on conflict do nothing returning ${column} as of`,
    [tenantId && parseId('tenant', tenantId), parseId('reminderRun', runId), now.toISOString(), JSON.stringify(asked)],
  );
  const fresh = new Set(made.map((row) => row.of));
  return reached.filter(({ row }) => fresh.has(row.id));
}

async function copyKeepers(em: EntityManager): Promise<Recipients> {
  const admins = await em.find(Membership, { role: 'system_admin', tenantId: null });
  const ids = admins.map((admin) => admin.userId);
  return () => ids;
}

/** The owner; the tenant's admins as well once it is overdue, and in the place of an owner who has left the tenant. */
async function tenantRecipients(em: EntityManager, tenantId: string, reminders: Reminder[]): Promise<Recipients> {
  const owners = [...new Set(reminders.map(({ row }) => ownerOf(row)))];
  const members = await em.find(Membership, { tenantId, $or: [{ role: 'tenant_admin' }, { userId: { $in: owners } }] });
  const present = new Set(members.map((member) => member.userId));
  const admins = members.filter((member) => member.role === 'tenant_admin').map((member) => member.userId);
  return (row, step) => {
    const owner = ownerOf(row);
    if (!present.has(owner)) return admins;
    return step === -1 ? [...new Set([owner, ...admins])] : [owner];
  };
}

const ownerOf = (row: DueRow): string => formatId('user', row.owner_id ?? '');
