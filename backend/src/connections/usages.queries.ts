import type { UsageView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { accessibleBy } from '../access/index.ts';
import { ApiKey } from '../identity/index.ts';
import {
  cursorId,
  decodeCursor,
  encodeCursor,
  invalidField,
  pageOf,
  Problem,
  rowsOf,
  UnitOfWork,
} from '../platform/index.ts';
import { Usage } from './usage.entity.ts';

type Of = { connectionId: string } | { globalConnectionId: string };

/** Which workflows use a connection, the latest used first. */
@Injectable()
export class UsagesQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async list(of: Of, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
    return this.uow.read(async (em) => {
      const rows = await this.find(em, of, limit + 1, cursor);
      const names = await this.keyNames(em, rows);
      return pageOf(
        rows,
        limit,
        (row) => encodeCursor(row.lastUsedAt.toISOString(), row.id),
        (row) => usageView(row, names),
      );
    });
  }

  /** The latest used, at most 100: for what a revocation stops. */
  async newest(em: EntityManager, of: Of): Promise<UsageView[]> {
    const rows = await this.find(em, of, 100);
    const names = await this.keyNames(em, rows);
    return rows.map((row) => usageView(row, names));
  }

  private find(em: EntityManager, of: Of, limit: number, cursor?: string): Promise<Usage[]> {
    const scope = accessibleBy('read', 'Usage');
    if (scope === null) throw new Problem('forbidden');
    const from = cursor === undefined ? undefined : positionOf(cursor);
    const after =
      from === undefined
        ? {}
        : { $or: [{ lastUsedAt: { $lt: from.at } }, { lastUsedAt: from.at, id: { $gt: from.id } }] };
    return rowsOf(em, Usage, { $and: [scope, of, after] }, { orderBy: { lastUsedAt: 'desc', id: 'asc' }, limit });
  }

  private async keyNames(em: EntityManager, rows: Usage[]): Promise<Map<string, string>> {
    const keys = await rowsOf(
      em,
      ApiKey,
      { id: { $in: [...new Set(rows.map((row) => row.apiKeyId))] } },
      { fields: ['id', 'name'] },
    );
    return new Map(keys.map((key) => [key.id, key.name]));
  }
}

/** Where a page starts: after this use. */
function positionOf(cursor: string): { at: Date; id: string } {
  const [moment = '', id] = decodeCursor(cursor, 2);
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) throw invalidField('invalid_input', 'cursor', 'is not a cursor of this list');
  return { at, id: cursorId('usage', id) ?? '' };
}

const usageView = (row: Usage, keys: Map<string, string>): UsageView => {
  const name = keys.get(row.apiKeyId);
  return {
    id: row.id,
    workflow: row.workflow,
    operation: row.operation ?? null,
    apiKey: name === undefined ? null : { id: row.apiKeyId, name },
    useCount: row.useCount,
    firstUsedAt: row.firstUsedAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
  };
};
