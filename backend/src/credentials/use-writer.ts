import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/index.ts';
import { Connection, Usage } from '../connections/index.ts';
import { GlobalConnectionUse } from '../global-catalog/index.ts';
import { ApiKey } from '../identity/index.ts';
import { newId, runInScope, UnitOfWork } from '../platform/index.ts';
import { UseByDay } from './use-by-day.entity.ts';
import type { UseEntry } from './use-ledger.ts';

/** Writes a tenant's counted uses in one transaction: usages, counters, and one audit event for each entry. */
@Injectable()
export class UseWriter {
  constructor(private readonly uow: UnitOfWork) {}

  write(tenantId: string, entries: UseEntry[]): Promise<void> {
    return this.uow.asTenant(tenantId, async (em) => {
      for (const entry of inOneOrder(entries)) if (entry.kind === 'used') await countUse(em, tenantId, entry);
      await countByDay(em, tenantId, entries);
      await touchKeys(em, entries);
      // The audit chain is locked last, as by every command that locks what it is about first.
      await em.flush();
      for (const entry of entries) runInScope({ requestId: null, principal: entry.who }, () => recordUse(em, entry));
    });
  }
}

/** Replicas that write at the same time lock the same connections one after the other. */
const inOneOrder = (entries: UseEntry[]): UseEntry[] =>
  entries.toSorted((a, b) => ((a.connection ?? '') < (b.connection ?? '') ? -1 : 1));

const actionOf = {
  used: 'credential.resolved',
  refused: 'credential.refused',
  overridden: 'credential.overridden',
} as const;

function recordUse(em: EntityManager, entry: UseEntry): void {
  record(em, {
    action: actionOf[entry.kind],
    outcome: entry.kind === 'refused' ? 'denied' : 'success',
    target: {
      type: entry.connection?.startsWith('glob_') ? 'global_connection' : entry.connection ? 'connection' : 'app',
      id: entry.connection ?? entry.appId ?? entry.name,
      name: entry.name,
    },
    count: entry.count,
    reason: entry.note,
    ...(entry.kind !== 'refused' && { changes: { workflow: { before: null, after: entry.workflow } } }),
  });
}

async function countUse(em: EntityManager, tenantId: string, entry: UseEntry): Promise<void> {
  const isGlobal = entry.connection?.startsWith('glob_') ?? false;
  const of = {
    connectionId: isGlobal ? null : entry.connection,
    globalConnectionId: isGlobal ? entry.connection : null,
  };
  const key = { tenantId, ...of, workflow: entry.workflow, operation: entry.operation, apiKeyId: entry.who.id ?? '' };
  const usage = await em.findOne(Usage, key, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (usage) {
    usage.useCount += entry.count;
    usage.lastUsedAt = entry.last;
  } else
    em.persist(
      em.create(Usage, {
        id: newId('usage'),
        ...key,
        useCount: entry.count,
        firstUsedAt: entry.first,
        lastUsedAt: entry.last,
      }),
    );
  if (isGlobal) return countGlobal(em, entry);
  const connection = await em.findOne(
    Connection,
    { id: entry.connection ?? '' },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!connection) return;
  connection.useCount += entry.count;
  connection.firstUsedAt ??= entry.first;
  connection.lastUsedAt = entry.last;
}

async function countGlobal(em: EntityManager, entry: UseEntry): Promise<void> {
  const globalConnectionId = entry.connection ?? '';
  const use = await em.findOne(GlobalConnectionUse, { globalConnectionId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (use) {
    use.useCount += entry.count;
    use.lastUsedAt = entry.last;
  } else
    em.persist(em.create(GlobalConnectionUse, { globalConnectionId, useCount: entry.count, lastUsedAt: entry.last }));
}

async function countByDay(em: EntityManager, tenantId: string, entries: UseEntry[]): Promise<void> {
  const days = Map.groupBy(entries, (entry) => entry.last.toISOString().slice(0, 10));
  for (const [day, ofDay] of days) {
    const uses = sum(ofDay.filter((entry) => entry.kind !== 'refused'));
    const denied = sum(ofDay.filter((entry) => entry.kind === 'refused'));
    const row = await em.findOne(UseByDay, { tenantId, day }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (row) {
      row.uses += uses;
      row.denied += denied;
    } else em.persist(em.create(UseByDay, { tenantId, day, uses, denied }));
  }
}

async function touchKeys(em: EntityManager, entries: UseEntry[]): Promise<void> {
  const last = new Map(entries.map((entry) => [entry.who.id ?? '', entry.last]));
  for (const key of await em.find(ApiKey, { id: { $in: [...last.keys()] } })) key.lastUsedAt = last.get(key.id) ?? null;
}

const sum = (entries: UseEntry[]): number => entries.reduce((total, entry) => total + entry.count, 0);
