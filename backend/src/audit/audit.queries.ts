import {
  formatId,
  parseId,
  type AuditEventView,
  type AuditExportQuery,
  type AuditQuery,
  type AuditVerification,
} from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { accessibleBy } from '../access/index.ts';
import { cursorId, pageOf, principal, Problem, UnitOfWork } from '../platform/index.ts';

interface Row {
  id: string;
  tenant_id: string | null;
  tenant_name: string | null;
  seq: string;
  at: Date;
  action: string;
  outcome: AuditEventView['outcome'];
  actor_kind: AuditEventView['actor']['kind'];
  actor_id: string | null;
  actor_name: string;
  target_type: string | null;
  target_id: string | null;
  target_name: string | null;
  changes: AuditEventView['changes'];
  reason: string | null;
  count: number;
  request_id: string | null;
  hash: string;
}

const exportBatch = 500;

/** Reads of the audit trail. SQL of its own, because `at`, `seq` and `hash` belong to the database alone. */
@Injectable()
export class AuditQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async list(query: AuditQuery) {
    const rows = await this.uow.read((em) =>
      this.select(em, query, cursorId('auditEvent', query.cursor), query.limit + 1),
    );
    return pageOf(rows, query.limit, (row) => formatId('auditEvent', row.id), view);
  }

  /** The newest events in the caller's scope. */
  recent(em: EntityManager, limit: number): Promise<AuditEventView[]> {
    return this.select(em, {}, undefined, limit).then((rows) => rows.map(view));
  }

  /** All events that fit, in batches, so that an export of any size needs little memory. */
  async *all(query: AuditExportQuery): AsyncGenerator<AuditEventView[]> {
    let cursor: string | undefined;
    do {
      const rows = await this.uow.read((em) => this.select(em, query, cursor, exportBatch));
      yield rows.map(view);
      const last = rows.at(-1);
      cursor = rows.length === exportBatch && last ? formatId('auditEvent', last.id) : undefined;
    } while (cursor !== undefined);
  }

  /** Computes every digest of the caller's chain again: the tenant's, or the platform's. */
  async verify(): Promise<AuditVerification> {
    const tenant = principal().tenantId;
    const scope = tenant === null ? null : parseId('tenant', tenant);
    return this.uow.read(async (em) => {
      const [found] = await em.execute<
        { checked: string; broken_seq: string | null; broken_why: string | null; last_seq: string | null }[]
      >(
        `with links as (
           select e.seq, e.hash, row_number() over w as position,
             audit_digest(e, coalesce(lag(e.hash) over w, '\\x')) as expected
           from audit_event e where e.tenant_id is not distinct from ?::uuid window w as (order by e.seq))
         select (select count(*) from links) as checked, (select max(seq) from links) as last_seq, bad.seq as broken_seq,
           case when bad.seq <> bad.position then 'A row before it is missing.' else 'The row was changed.' end as broken_why
         from (select 1) one left join lateral (
           select seq, position from links where hash <> expected or seq <> position order by seq limit 1) bad on true`,
        [scope],
      );
      const [head] = await em.execute<{ seq: string; hash: string }[]>(
        `select seq, encode(hash, 'hex') as hash from audit_chain where scope = coalesce(?::uuid, '00000000-0000-0000-0000-000000000000')`,
        [scope],
      );
      const last = Number(found?.last_seq ?? 0);
      const cut = head !== undefined && Number(head.seq) !== last;
      const broken =
        found?.broken_seq != null
          ? { seq: Number(found.broken_seq), why: found.broken_why ?? '' }
          : cut
            ? { seq: last + 1, why: 'The newest rows are missing.' }
            : null;
      return {
        intact: broken === null,
        checked: Number(found?.checked ?? 0),
        firstBroken: broken,
        head: head ? { seq: Number(head.seq), hash: head.hash } : null,
      };
    });
  }

  private async select(
    em: EntityManager,
    query: Partial<AuditQuery>,
    after: string | undefined,
    limit: number,
  ): Promise<Row[]> {
    const where: string[] = [];
    const values: unknown[] = [];
    const add = (sql: string, ...params: unknown[]) => {
      where.push(sql);
      values.push(...params);
    };
    const who = principal();
    if (accessibleBy('read', 'AuditEvent') === null) throw new Problem('forbidden');
    if (who.tenantId !== null) add('e.tenant_id = ?', parseId('tenant', who.tenantId));
    if (who.role === 'member') add('(e.owner_id = ? or e.actor_id = ?)', parseId('user', who.id ?? ''), who.id);
    if (query.tenantId !== undefined) add('e.tenant_id = ?', parseId('tenant', query.tenantId));
    if (query.action !== undefined) {
      if (query.action.includes('.')) add('e.action = ?', query.action);
      else add(`e.action >= ? and e.action < ?`, `${query.action}.`, `${query.action}/`);
    }
    if (query.outcome !== undefined) add('e.outcome = ?', query.outcome);
    if (query.actorId !== undefined) add('e.actor_id = ?', query.actorId);
    if (query.targetId !== undefined) add('e.target_id = ?', query.targetId);
    if (query.from !== undefined) add('e.at >= ?', query.from);
    if (query.to !== undefined) add('e.at < ?', query.to);
    if (after !== undefined) add('e.id < ?', parseId('auditEvent', after));
    return em.execute<Row[]>(
      `select e.id, e.tenant_id, t.name as tenant_name, e.seq, e.at, e.action, e.outcome, e.actor_kind, e.actor_id, e.actor_name,
         e.target_type, e.target_id, e.target_name, e.changes, e.reason, e.count, e.request_id, encode(e.hash, 'hex') as hash
       from audit_event e left join tenant t on t.id = e.tenant_id
       ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by e.id desc limit ?`,
      [...values, limit],
    );
  }
}

const view = (row: Row): AuditEventView => ({
  id: formatId('auditEvent', row.id),
  at: new Date(row.at).toISOString(),
  seq: Number(row.seq),
  action: row.action,
  outcome: row.outcome,
  actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
  tenant: row.tenant_id !== null ? { id: formatId('tenant', row.tenant_id), name: row.tenant_name ?? '' } : null,
  target: row.target_type !== null ? { type: row.target_type, id: row.target_id, name: row.target_name } : null,
  changes: row.changes,
  reason: row.reason,
  count: row.count,
  requestId: row.request_id,
  hash: row.hash,
});
