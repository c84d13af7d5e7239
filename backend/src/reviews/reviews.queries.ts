import {
  formatId,
  parseId,
  type ConnectionReviewQuery,
  type ConnectionToReviewView,
  type ReviewReason,
} from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog } from '../apps/index.ts';
import { peopleById, type Person } from '../identity/index.ts';
import { Clock, cursorId, invalidField, pageOf, principal, UnitOfWork } from '../platform/index.ts';
import { worthALook, type LookRow } from './worth-a-look.queries.ts';

interface LastReview {
  connection_id: string;
  note: string;
  reviewed_by: string;
  reviewed_at: Date;
}

/** Reads of the review: which connections are worth a look, and why. */
@Injectable()
export class ReviewsQueries {
  private readonly appNames: Record<string, string>;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly clock: Clock,
  ) {
    this.appNames = Object.fromEntries(apps.all.map(({ id, name }) => [id, name]));
  }

  /** A page of one tenant's review, the newest connection first. */
  list(query: ConnectionReviewQuery) {
    const tenantId = principal().tenantId ?? query.tenantId;
    if (tenantId === undefined) throw invalidField('invalid_input', 'tenantId', 'is needed: a review is of one tenant');
    ensure('read', 'ConnectionReview', { tenantId });
    const before = cursorId('connection', query.cursor);
    // Another tenant's review has nothing in it for this one.
    if (query.tenantId !== undefined && query.tenantId !== tenantId) return { items: [], nextCursor: null };
    return this.uow.read(async (em) => {
      const rows = await this.look(em, { tenantId, before, limit: query.limit + 1 });
      const view = await this.viewer(em, rows.slice(0, query.limit));
      return pageOf(rows, query.limit, (row) => formatId('connection', row.id), view);
    });
  }

  /** Why this connection is worth a look now; empty: it is not. */
  async reasonsOf(em: EntityManager, connection: { id: string; tenantId: string }): Promise<ReviewReason[]> {
    const [row] = await this.look(em, { tenantId: connection.tenantId, only: connection.id, limit: 1 });
    return row?.reasons ?? [];
  }

  private look(
    em: EntityManager,
    which: { tenantId: string; limit: number; before?: string | undefined; only?: string },
  ): Promise<LookRow[]> {
    return worthALook(em, { ...which, now: this.clock.now(), appNames: this.appNames });
  }

  private async viewer(em: EntityManager, rows: LookRow[]): Promise<(row: LookRow) => ConnectionToReviewView> {
    const reviews = await lastReviews(em, rows);
    const owners = rows.map((row) => row.owner_id);
    const reviewers = [...reviews.values()].map((review) => review.reviewed_by);
    const people = await peopleById(
      em,
      [...owners, ...reviewers].map((id) => formatId('user', id)),
    );
    return (row) => this.view(row, people, reviews.get(row.id));
  }

  private view(row: LookRow, people: (id: string) => Person, last: LastReview | undefined): ConnectionToReviewView {
    const appName = this.apps.nameFor({ appId: row.app_id, customAppName: row.app_name });
    const gone = row.reasons.includes('owner_gone') && principal().tenantId !== null;
    const owner = people(formatId('user', row.owner_id));
    return {
      id: formatId('connection', row.id),
      appId: row.app_id,
      appName,
      name: row.name,
      state: row.state,
      isDefault: row.is_default,
      externalAccount: row.external_account_id
        ? { id: row.external_account_id, label: row.external_account_label }
        : null,
      // Whoever left is out of the tenant's sight; their name with them.
      owner: gone ? { id: owner.id, name: 'A former member' } : owner,
      createdAt: new Date(row.created_at).toISOString(),
      lastUsedAt: row.last_used_at && new Date(row.last_used_at).toISOString(),
      version: row.version,
      reasons: row.reasons.map((code) => ({ code, message: messages[code](appName) })),
      lastReview: last
        ? {
            by: people(formatId('user', last.reviewed_by)),
            at: new Date(last.reviewed_at).toISOString(),
            note: last.note,
          }
        : null,
    };
  }
}

const messages: Record<ReviewReason, (appName: string) => string> = {
  unused: () => 'Not used for 90 days.',
  never_used: () => 'Never used, though it is older than 30 days.',
  no_default: (appName) => `There are several ${appName} connections and none is the default.`,
  unclear_name: () => 'The name does not tell it from others.',
  owner_gone: () => 'Its owner is no longer a member.',
  failing: () => 'Its credential does not work: the last check failed, or it needs to be reauthorized.',
};

/** When each of these was last kept, in one statement. */
async function lastReviews(em: EntityManager, rows: LookRow[]): Promise<Map<string, LastReview>> {
  if (rows.length === 0) return new Map();
  const tenant = principal().tenantId;
  const found = await em.execute<LastReview[]>(
    `select distinct on (connection_id) connection_id, note, reviewed_by, reviewed_at from connection_review
     where connection_id = any (?::uuid[]) ${tenant === null ? '' : 'and tenant_id = ?'} order by connection_id, reviewed_at desc`,
    [`{${rows.map((row) => row.id).join(',')}}`, ...(tenant === null ? [] : [parseId('tenant', tenant)])],
  );
  return new Map(found.map((row) => [row.connection_id, row]));
}
