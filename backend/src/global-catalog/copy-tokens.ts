import { setTimeout as pause } from 'node:timers/promises';
import { formatId, parseId } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { leastSeconds, Tokens, type Fresh } from '../oauth/index.ts';
import { Lookups, Problem, seconds } from '../platform/index.ts';
import { CopyFollower, problemText } from './copy-follower.ts';
import type { RenewalProblem } from './copy-follower.queries.ts';

/** Whether copies made by this kind of method hold a token alone, and follow the connection they come from. */
export const followsSource = (authKind: string): boolean => authKind.startsWith('oauth2_');

const waitFor = seconds(10);
const waitStep = 50;

interface Row {
  state: 'published' | 'revoked';
  secret_id: string | null;
  followed_secret_id: string | null;
  filled: Record<string, string>;
  token_expires_at: Date | null;
  seconds_left: number | null;
  renewal_problem: RenewalProblem | null;
  source_tenant_id: string;
  source_connection_id: string;
}

/** Sees to it that a copy of a connection by OAuth has a token that works at the moment that one is asked for. */
@Injectable()
export class CopyTokens {
  private readonly waiting = new Map<string, Promise<Fresh>>();

  constructor(
    private readonly lookups: Lookups,
    private readonly tokens: Tokens,
    private readonly follower: CopyFollower,
  ) {}

  /** The copy's present token. One that is over is renewed at the source, once for all who wait, and copied from there. */
  fresh(copyId: string): Promise<Fresh> {
    const known = this.waiting.get(copyId);
    if (known) return known;
    const started = this.obtain(copyId).finally(() => this.waiting.delete(copyId));
    this.waiting.set(copyId, started);
    return started;
  }

  private async obtain(copyId: string): Promise<Fresh> {
    for (const until = Date.now() + waitFor; ; await pause(waitStep)) {
      const row = await this.look(copyId);
      if (row.state === 'revoked' || row.secret_id === null) throw new Problem('connection_revoked');
      if (row.seconds_left === null || row.seconds_left > leastSeconds)
        return {
          secretId: formatId('secret', row.secret_id),
          filled: row.filled,
          expiresAt: row.token_expires_at,
        };
      if (row.renewal_problem !== null) throw stopped(row.renewal_problem);
      const source = await this.atSource(row);
      const isCopiedAlready = row.followed_secret_id === parseId('secret', source.secretId);
      if (isCopiedAlready || Date.now() > until) throw new Problem('renewal_unavailable', { retryAfter: 5 });
      await this.follower.follow(copyId);
    }
  }

  private async atSource(row: Row): Promise<Fresh> {
    try {
      return await this.tokens.fresh(
        formatId('tenant', row.source_tenant_id),
        formatId('connection', row.source_connection_id),
      );
    } catch (error) {
      if (error instanceof Problem && error.code === 'connection_needs_reauth') throw stopped('needs_reauth');
      throw error;
    }
  }

  private async look(copyId: string): Promise<Row> {
    const [row] = await this.lookups.query<Row>(
      'copy-token',
      `select state, secret_id, followed_secret_id, filled, token_expires_at,
         extract(epoch from token_expires_at - now())::double precision as seconds_left,
         renewal_problem, source_tenant_id, source_connection_id
       from global_connection where id = $1`,
      [parseId('globalConnection', copyId)],
    );
    if (!row) throw new Problem('not_found');
    return row;
  }
}

const stopped = (problem: RenewalProblem): Problem =>
  new Problem('connection_needs_reauth', { detail: problemText[problem] });
