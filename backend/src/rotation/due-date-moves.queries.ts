import { randomUUID } from 'node:crypto';
import { parseId, type DueDateMoveView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Whose due dates move: of one tenant or of all, of one app or of all. */
export interface MoveScope {
  tenantId: string | null;
  appId: string | null;
}

/** A move as one worker took it over. */
export interface Move {
  id: string;
  /** UUID of the tenant; null: of all, and the published copies. */
  tenant: string | null;
  app: string | null;
  /** As long as it is this one, nobody else has taken over and no newer policy has started it anew. */
  turn: number;
  /** The transactions before this one may know older policies. */
  horizon: string;
}

const [first, last] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
const uuidOf = (tenantId: string | null) => (tenantId === null ? null : parseId('tenant', tenantId));

/**
 * Starts the move of a scope from the beginning, whatever was moved before: the newest policies count. One that runs is
 * widened where it was about another app. Returns its id.
 */
export async function startMove(em: EntityManager, { tenantId, appId }: MoveScope): Promise<string> {
  const tenant = uuidOf(tenantId);
  const [row] = await em.execute<{ id: string }[]>(
    `insert into due_date_move as m (id, tenant_id, app_id, state, part, after_tenant, after_id, processed, turn, started_at, progress_at)
     values (?, ?, ?, 'running', 'connections', ?, ?, 0, 1, clock_timestamp(), clock_timestamp())
     on conflict (tenant_id) do update set
       app_id = case when m.state = 'completed' or m.app_id = excluded.app_id then excluded.app_id end,
       state = 'running', part = 'connections', after_tenant = excluded.after_tenant, after_id = excluded.after_id,
       total = null, processed = 0, turn = m.turn + 1, started_at = excluded.started_at,
       progress_at = excluded.progress_at, finished_at = null
     returning id`,
    [randomUUID(), tenant, appId, tenant ?? first, first],
  );
  return row?.id ?? '';
}

/** Moves the first few of a scope, in the transaction of the policy: where these are all, its due dates move at once. */
export async function moveFirst(em: EntityManager, { tenantId, appId }: MoveScope, limit: number): Promise<void> {
  const tenant = uuidOf(tenantId);
  await em.execute('select from rotation.move_connections(?, ?, ?, ?, ?)', [
    tenant ?? first,
    tenant ?? last,
    appId,
    first,
    limit,
  ]);
  if (tenant === null) await em.execute('select from rotation.move_copies(?, ?, ?)', [appId, first, limit]);
}

/** Moves one connection. */
export async function moveOne(em: EntityManager, tenantId: string, connectionId: string): Promise<void> {
  await em.execute('select rotation.move_one(?, ?)', [uuidOf(tenantId), parseId('connection', connectionId)]);
}

/** Whether the table of connections is small, by what the database remembers of it: nothing is counted. */
export async function hasFewConnections(em: EntityManager, few: number): Promise<boolean> {
  const [row] = await em.execute<{ few: boolean }[]>(
    `select reltuples < ? as few from pg_class where oid = 'connection'::regclass`,
    [few],
  );
  return row?.few ?? false;
}

/** Takes a running move over; whoever worked on it before stops at its next batch. */
export async function takeOverMove(em: EntityManager, id: string): Promise<Move | undefined> {
  const [row] = await em.execute<Move[]>(
    `update due_date_move set turn = turn + 1, progress_at = clock_timestamp() where id = ? and state = 'running'
     returning id, tenant_id as tenant, app_id as app, turn, pg_current_xact_id()::text as horizon`,
    [id],
  );
  return row;
}

/** Whether every transaction that could have read older policies has ended. */
export async function olderHaveEnded(em: EntityManager, { horizon }: Move): Promise<boolean> {
  const [row] = await em.execute<{ ended: boolean }[]>(
    'select pg_snapshot_xmin(pg_current_snapshot()) >= ?::text::xid8 as ended',
    [horizon],
  );
  return row?.ended ?? false;
}

/** Counts what there is to look at, once, so that people see how far it is. */
export async function countMove(em: EntityManager, { id, tenant, app, turn }: Move): Promise<void> {
  await em.execute(
    `update due_date_move set total =
       (select count(*) from connection where tenant_id >= ? and tenant_id <= ? and state <> 'revoked' and (app_id = ? or ?))
       + case when tenant_id is null then (select count(*) from global_connection where state = 'published' and (app_id = ? or ?)) else 0 end
     where id = ? and turn = ? and total is null`,
    [tenant ?? first, tenant ?? last, app, app === null, app, app === null, id, turn],
  );
}

interface Position {
  part: 'connections' | 'copies';
  after_tenant: string;
  after_id: string;
}

/**
 * Moves the next batch and notes how far it is, in one transaction. False: it is over, or no longer this worker's.
 * The lock on its row comes first: so the batch is younger than the policy that it follows.
 */
export async function moveBatch(em: EntityManager, move: Move, limit: number): Promise<boolean> {
  const [at] = await em.execute<Position[]>(
    `select part, after_tenant, after_id from due_date_move where id = ? and turn = ? and state = 'running' for update`,
    [move.id, move.turn],
  );
  if (!at) return false;
  const { seen, next } =
    at.part === 'connections' ? await batchOf(em, move, at, limit) : await copies(em, move, at, limit);
  const isOver = next === undefined;
  await em.execute(
    `update due_date_move set part = ?, after_tenant = ?, after_id = ?, processed = processed + ?, progress_at = clock_timestamp(),
       state = ?, finished_at = case when ? then clock_timestamp() end,
       total = case when ? then processed + ? else greatest(total, processed + ?) end
     where id = ?`,
    [
      (next ?? at).part,
      (next ?? at).after_tenant,
      (next ?? at).after_id,
      seen,
      isOver ? 'completed' : 'running',
      isOver,
      isOver,
      seen,
      seen,
      move.id,
    ],
  );
  return !isOver;
}

type Batch = { seen: number; next: Position | undefined };

async function batchOf(em: EntityManager, { tenant, app }: Move, at: Position, limit: number): Promise<Batch> {
  const [row] = await em.execute<{ seen: number; last_tenant: string; last_id: string }[]>(
    'select * from rotation.move_connections(?, ?, ?, ?, ?)',
    [at.after_tenant, tenant ?? last, app, at.after_id, limit],
  );
  const seen = row?.seen ?? 0;
  if (row && seen === limit) return { seen, next: { ...at, after_tenant: row.last_tenant, after_id: row.last_id } };
  // A tenant's policy is none of the published copies'.
  return { seen, next: tenant === null ? { part: 'copies', after_tenant: first, after_id: first } : undefined };
}

async function copies(em: EntityManager, { app }: Move, at: Position, limit: number): Promise<Batch> {
  const [row] = await em.execute<{ seen: number; last_id: string }[]>('select * from rotation.move_copies(?, ?, ?)', [
    app,
    at.after_id,
    limit,
  ]);
  const seen = row?.seen ?? 0;
  return { seen, next: row && seen === limit ? { ...at, after_id: row.last_id } : undefined };
}

/** Moves that have made no progress for this long have lost their worker. */
export async function stalledMoves(em: EntityManager, seconds: number): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from due_date_move where state = 'running' and progress_at < clock_timestamp() - make_interval(secs => ?)
     order by progress_at limit 10`,
    [seconds],
  );
  return rows.map(({ id }) => id);
}

/** How far the newest move of this scope is; null: there was none. */
export async function moveOf(em: EntityManager, tenantId: string | null): Promise<DueDateMoveView | null> {
  const [row] = await em.execute<Progress[]>(
    `select state, total, processed, started_at, finished_at from due_date_move where tenant_id is not distinct from ?::uuid`,
    [uuidOf(tenantId)],
  );
  if (!row) return null;
  return {
    state: row.state,
    total: row.total,
    processed: row.processed,
    startedAt: new Date(row.started_at).toISOString(),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
  };
}

interface Progress {
  state: DueDateMoveView['state'];
  total: number | null;
  processed: number;
  started_at: Date;
  finished_at: Date | null;
}
