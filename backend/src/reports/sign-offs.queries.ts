import type { SignOffComparison, SignOffKind, SignOffQuery, SignOffView } from '@drawbridge/catalog';
import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { accessibleBy, ensure } from '../access/index.ts';
import { tenantsById } from '../identity/index.ts';
import { cursorId, pageOf, Problem, rowsOf, UnitOfWork } from '../platform/index.ts';
import { changesBetween } from './figures.ts';
import { SignOff } from './sign-off.entity.ts';

type Row = Readonly<SignOff>;

// All but the figures themselves: they are as long as the platform is large.
const shown = [
  'id',
  'tenantId',
  'kind',
  'totals',
  'digest',
  'statement',
  'signedBy',
  'signedByName',
  'signedAt',
] as const satisfies (keyof SignOff)[];
const mostChanges = 500;

/** Reads of what was signed off. */
@Injectable()
export class SignOffsQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** The sign-offs of one kind about one tenant, or about the platform (null), the newest first. */
  list(kind: SignOffKind, tenantId: string | null, query: SignOffQuery) {
    const scope = accessibleBy('read', 'SignOff');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('signOff', query.cursor);
    const older = after === undefined ? {} : { id: { $lt: after } };
    return this.uow.read(async (em) => {
      // The one behind the page is what its last row is compared with.
      const rows = await newest(em, { $and: [scope, { kind, tenantId }, older] }, query.limit + 1);
      const tenants = await tenantsById(em, [tenantId]);
      const before = new Map(rows.map((row, at) => [row.id, rows[at + 1]]));
      return pageOf(
        rows,
        query.limit,
        (row) => row.id,
        (row) => viewOf(row, before.get(row.id), tenants),
      );
    });
  }

  get(id: string): Promise<SignOffView> {
    return this.uow.read(async (em) => {
      const row = await load(em, id);
      return viewOf(row, await previousOf(em, row), await tenantsById(em, [row.tenantId]));
    });
  }

  /** The whole row, with the figures as they were signed. */
  frozen(id: string): Promise<Row> {
    return this.uow.read((em) => load(em, id));
  }

  /** What differs from another one of its kind and scope: the one before, unless it is named. */
  compare(id: string, otherId: string | undefined): Promise<SignOffComparison> {
    return this.uow.read(async (em) => {
      const row = await load(em, id);
      const found = otherId === undefined ? await previousOf(em, row) : await load(em, otherId);
      if (found && (found.kind !== row.kind || found.tenantId !== row.tenantId)) throw new Problem('not_found');
      const other = found && (await load(em, found.id));
      const changes = other ? changesBetween(figuresOf(other), figuresOf(row)) : [];
      return {
        signOff: markOf(row),
        against: other ? markOf(other) : null,
        changes: changes.slice(0, mostChanges),
        more: changes.length > mostChanges,
      };
    });
  }
}

async function load(em: EntityManager, id: string): Promise<Row> {
  const [row] = await rowsOf(em, SignOff, { id });
  if (!row) throw new Problem('not_found');
  ensure('read', 'SignOff', row);
  return row;
}

const newest = (em: EntityManager, where: FilterQuery<SignOff>, limit: number): Promise<Row[]> =>
  rowsOf(em, SignOff, where, { fields: [...shown], orderBy: { id: 'desc' }, limit });

async function previousOf(em: EntityManager, { id, kind, tenantId }: Row): Promise<Row | undefined> {
  const [row] = await newest(em, { kind, tenantId: tenantId ?? null, id: { $lt: id } }, 1);
  return row;
}

const figuresOf = (row: Row) => JSON.parse(row.figures) as Record<string, unknown>;

const markOf = (row: Row) => ({
  id: row.id,
  signedAt: row.signedAt.toISOString(),
  signedBy: { id: row.signedBy, name: row.signedByName },
  digest: row.digest,
});

function viewOf(
  row: Row,
  previous: Row | undefined,
  tenants: (id: string) => { id: string; name: string },
): SignOffView {
  const { kind, statement } = row;
  return {
    ...markOf(row),
    ...{ kind, statement },
    tenant: row.tenantId ? tenants(row.tenantId) : null,
    totals: row.totals ?? {},
    previous: previous
      ? { id: previous.id, signedAt: previous.signedAt.toISOString(), totals: previous.totals ?? {} }
      : null,
  };
}
