import type { EntityManager } from '@mikro-orm/postgresql';
import { addRecord, currentScope, newId, principal } from '../platform/index.ts';
import type { AuditEvent } from './audit-event.entity.ts';

export type Changes = Record<string, { before: unknown; after: unknown }>;

export interface Happening {
  /** Resource and past tense, such as `connection.revoked`. */
  action: string;
  target?: { type: string; id: string; name?: string | null };
  /** The tenant it belongs to; omitted: the actor's own. */
  tenantId?: string | null;
  /** The person who owns the target: members see what happened to their own connections. */
  ownerId?: string | null;
  changes?: Changes;
  reason?: string | null;
  outcome?: 'success' | 'failure' | 'denied';
  count?: number;
}

/**
 * Adds an event to the running transaction: it is committed with the change, or not at all. It is written with the
 * commit itself, so `em` is only asked for to say that there has to be one.
 */
export function record(_em: EntityManager, happening: Happening): void {
  const who = principal();
  const row: Omit<AuditEvent, 'seq'> = {
    id: newId('auditEvent'),
    tenantId: happening.tenantId === undefined ? who.tenantId : happening.tenantId,
    action: happening.action,
    outcome: happening.outcome ?? 'success',
    actorKind: who.kind,
    actorId: who.id,
    actorName: who.name,
    targetType: happening.target?.type ?? null,
    targetId: happening.target?.id ?? null,
    targetName: happening.target?.name ?? null,
    ownerId: happening.ownerId ?? null,
    changes: happening.changes ?? {},
    reason: happening.reason ?? null,
    count: happening.count ?? 1,
    requestId: currentScope()?.requestId ?? null,
  };
  addRecord(row);
}

/** The fields that differ, each with its value before and after. Give it no secret. */
export function difference(before: Record<string, unknown>, after: Record<string, unknown>): Changes {
  const changes: Changes = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)]))
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      changes[field] = { before: before[field] ?? null, after: after[field] ?? null };
  return changes;
}
