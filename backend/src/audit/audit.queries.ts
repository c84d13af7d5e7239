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
import { SecretStore } from '../secrets/index.ts';
import { hashAt, headOf, platformScope, walkChain } from './chain.ts';
import { checkpointOf, type Checkpoint } from './checkpoints.ts';
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
  constructor(
    private readonly uow: UnitOfWork,
    private readonly vault: SecretStore,
  ) {}

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

  /** Computes every digest of the caller's chain again, and holds it against the newest signed checkpoint. */
  async verify(): Promise<AuditVerification> {
    const tenant = principal().tenantId;
    const scope = tenant === null ? platformScope : parseId('tenant', tenant);
    const { walk, head } = await this.uow.read(async (em) => ({
      walk: await walkChain(em, scope),
      head: await headOf(em, scope),
    }));
    // Vault is asked outside of the transaction.
    const checkpoint = await checkpointOf(this.uow, this.vault, scope);
    const firstBroken = walk.broken ?? (await this.againstCheckpoint(scope, walk.last, head?.seq ?? 0, checkpoint));
    return {
      intact: firstBroken === null,
      checked: walk.checked,
      firstBroken,
      head,
      checkpoint: checkpoint
        ? { seq: checkpoint.seq, at: checkpoint.at.toISOString(), genuine: checkpoint.genuine }
        : null,
    };
  }

  private async againstCheckpoint(scope: string, last: number, headSeq: number, checkpoint: Checkpoint | undefined) {
    if (last !== headSeq) return { seq: last + 1, why: 'The newest rows are missing.' };
    if (!checkpoint) return null;
    if (!checkpoint.genuine) return { seq: checkpoint.seq, why: 'The signed checkpoint was changed.' };
    if (last < checkpoint.seq) return { seq: last + 1, why: 'Rows that a signed checkpoint covers are missing.' };
    const hash = await this.uow.read((em) => hashAt(em, scope, checkpoint.seq));
    return hash === checkpoint.hash
      ? null
      : { seq: checkpoint.seq, why: 'The row is not the one that a signed checkpoint covers.' };
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
