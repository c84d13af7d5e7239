import { setTimeout as pause } from 'node:timers/promises';
import { formatId, parseId } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { Lookups, Problem, seconds, UnitOfWork } from '../platform/index.ts';
import { dueForRefresh } from './refresh-due.queries.ts';
import { RefreshService } from './refresh.service.ts';

/** A token with less than this is renewed before it is handed out. */
export const leastSeconds = 2;
const waitFor = seconds(10);
const waitStep = 50;
const batch = 40;
const atATime = 4;

interface Row {
  state: 'active' | 'needs_reauth' | 'revoked';
  secret_id: string | null;
  filled: Record<string, string>;
  token_expires_at: Date | null;
  seconds_left: number | null;
  refreshable: boolean;
  leased: boolean;
  wait_seconds: number;
}

/** Where the present token lies. */
export interface Fresh {
  secretId: string;
  filled: Record<string, string>;
  expiresAt: Date | null;
}

/** Sees to it that there is a token that works: ahead of time by a loop, and at the moment that one is asked for. */
@Injectable()
export class Tokens {
  private readonly waiting = new Map<string, Promise<Fresh>>();

  constructor(
    private readonly lookups: Lookups,
    private readonly uow: UnitOfWork,
    private readonly refresher: RefreshService,
  ) {}

  /**
   * The present token, renewed where it is over. Waits for a refresh that is under way, here or in another process,
   * instead of starting a second one; callers of one process wait together.
   */
  fresh(tenantId: string, connectionId: string, renewNow = false): Promise<Fresh> {
    const known = this.waiting.get(connectionId);
    if (known) return known;
    const started = this.obtain(tenantId, connectionId, renewNow).finally(() => this.waiting.delete(connectionId));
    this.waiting.set(connectionId, started);
    return started;
  }

  /** Renews what is due, a few at a time. Which process does it, the lease decides. */
  async refreshDue(): Promise<void> {
    const due = await this.uow.asSystem((em) => dueForRefresh(em, batch));
    const next = async (): Promise<void> => {
      for (let one = due.shift(); one; one = due.shift())
        if (one.refreshable) await this.refresher.refresh(one.tenantId, one.id, one.secretId);
        else await this.refresher.expire(one.tenantId, one.id);
    };
    await Promise.all(Array.from({ length: atATime }, next));
  }

  private async obtain(tenantId: string, connectionId: string, renewNow: boolean): Promise<Fresh> {
    const until = Date.now() + waitFor;
    let renewed = false;
    const first = await this.look(tenantId, connectionId);
    for (let row = first; ; row = await this.look(tenantId, connectionId)) {
      if (row.state === 'revoked' || row.secret_id === null) throw new Problem('connection_revoked');
      if (row.state === 'needs_reauth') throw new Problem('connection_needs_reauth');
      const isGood = row.seconds_left === null || row.seconds_left > leastSeconds;
      const isNew = renewed || row.secret_id !== first.secret_id;
      if (isNew || (isGood && !(renewNow && row.refreshable))) return freshOf(row, row.secret_id);
      if (!row.refreshable) {
        if ((row.seconds_left ?? 1) > 0) return freshOf(row, row.secret_id);
        await this.refresher.expire(tenantId, connectionId);
        throw new Problem('connection_needs_reauth');
      }
      if (!row.leased && row.wait_seconds > 0) return this.lastOf(row, row.secret_id);
      if (Date.now() > until) return this.lastOf(row, row.secret_id);
      const outcome = row.leased
        ? 'busy'
        : await this.refresher.refresh(tenantId, connectionId, formatId('secret', row.secret_id));
      renewed = outcome === 'renewed';
      if (outcome === 'busy') await pause(waitStep);
    }
  }

  /** It cannot be renewed now; what is left of the old one is still good. */
  private lastOf(row: Row, secretId: string): Fresh {
    if (row.seconds_left === null || row.seconds_left > 0) return freshOf(row, secretId);
    throw new Problem('renewal_unavailable', { retryAfter: Math.max(1, Math.ceil(row.wait_seconds)) });
  }

  private async look(tenantId: string, connectionId: string): Promise<Row> {
    const [row] = await this.lookups.query<Row>('connection-token', 'select * from connection_token($1, $2)', [
      parseId('tenant', tenantId),
      parseId('connection', connectionId),
    ]);
    if (!row) throw new Problem('not_found');
    return row;
  }
}

const freshOf = (row: Row, secretId: string): Fresh => ({
  secretId: formatId('secret', secretId),
  filled: row.filled,
  expiresAt: row.token_expires_at,
});
