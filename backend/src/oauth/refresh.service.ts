import type { MethodDefinition } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { AppCatalog, bringsClient } from '../apps/index.ts';
import { record } from '../audit/index.ts';
import { CallRecorder, Connection, lockConnection, targetOf } from '../connections/index.ts';
import { Clock, faultPoint, Log, minutes, seconds, UnitOfWork } from '../platform/index.ts';
import { SecretLedger, SecretMissing, SecretSweeper, type SecretFields } from '../secrets/index.ts';
import { clientById, ClientSecrets } from './client-secret.ts';
import type { OAuthClient } from './oauth-client.entity.ts';
import type { Party } from './party.ts';
import { Reauthorization } from './reauthorization.ts';
import { putOff, takeLease } from './refresh-lease.queries.ts';
import { RenewedTokens, type HeldRefresh } from './renewed-tokens.ts';
import { TokenEndpoint, type Grant } from './token-endpoint.ts';
import { asRefusal, TokenRefused } from './token-refused.ts';

/** What a process that ended has written stays for the next one to find. */
const leftOverFor = minutes(24 * 60);
const contested = seconds(20);
const longestBackoff = minutes(5);

/** `renewed`: there is a new token. `busy`: another has the lease, or it is not time. `failed`: see the connection. */
export type RefreshOutcome = 'renewed' | 'busy' | 'failed';

interface Held extends HeldRefresh {
  client: OAuthClient | null;
}

/** How far a refresh came, which decides what of it another may still find. */
type Progress = 'begun' | 'asking' | 'granted';

/**
 * Renews a token: lease and intent in one transaction, the provider's call outside of any, the new place in Vault, then the
 * pointer, only where it still points at what was renewed. So there is one call per expiry over all replicas, no lock is held across
 * HTTP, and a process that comes late changes nothing.
 */
@Injectable()
export class RefreshService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly clients: ClientSecrets,
    private readonly endpoint: TokenEndpoint,
    private readonly renewed: RenewedTokens,
    private readonly ledger: SecretLedger,
    private readonly sweeper: SecretSweeper,
    private readonly reauthorization: Reauthorization,
    private readonly calls: CallRecorder,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async refresh(tenantId: string, connectionId: string, secretId: string): Promise<RefreshOutcome> {
    const held = await this.take(tenantId, connectionId, secretId);
    if (!held) return 'busy';
    faultPoint('refresh.intended');
    // What debug mode records of the call is written after the new token is safe.
    return this.calls.watch(held.connection, 'refresh', () => this.renew(held));
  }

  private async renew(held: Held): Promise<RefreshOutcome> {
    let progress: Progress = 'begun';
    try {
      const found = await this.renewed.takeOver(held);
      if (found !== 'nothing') return found === 'taken' ? 'renewed' : 'busy';
      const before = await this.renewed.read(held);
      const party = await this.party(held, before);
      progress = 'asking';
      const grant = await this.ask(party, before);
      progress = 'granted';
      await this.renewed.write(held, before, grant);
      return (await this.renewed.point(held, held.intendedId, grant)) ? 'renewed' : 'failed';
    } catch (error) {
      const isGone = error instanceof SecretMissing;
      await this.giveUp(held, progress, isGone ? new TokenRefused('unexpected', 'secret_missing') : asRefusal(error));
      return 'failed';
    }
  }

  /** The time that the answer took is taken off its lifetime: nobody knows when the provider began to count. */
  private async ask(party: Party, before: SecretFields): Promise<Grant> {
    const askedAt = performance.now();
    const grant = await this.endpoint.renew(party, before);
    faultPoint('refresh.granted');
    const { expiresInSeconds: given } = grant;
    const expiresInSeconds = given && Math.max(0, given - (performance.now() - askedAt) / 1000);
    return { ...grant, expiresInSeconds };
  }

  /** A token that is over and cannot be renewed: only a person can bring the connection back. */
  async expire(tenantId: string, connectionId: string): Promise<void> {
    await this.uow.asTenant(tenantId, async (em) => {
      const connection = await lockConnection(em, connectionId);
      const isOver = connection.tokenExpiresAt && connection.tokenExpiresAt <= this.clock.now();
      if (connection.state !== 'active' || connection.refreshable || !isOver) return;
      const name = this.apps.nameFor(connection);
      await this.reauthorization.demand(em, connection, {
        reason: 'token_expired',
        why: `The token for ${name} has ended and cannot be renewed.`,
      });
    });
  }

  private take(tenantId: string, connectionId: string, secretId: string): Promise<Held | undefined> {
    return this.uow.asTenant(tenantId, async (em) => {
      const intended = this.ledger.intendTenant(em, tenantId, leftOverFor);
      await em.flush();
      const lease = await takeLease(em, { connectionId, secretId, intendedId: intended.id });
      if (!lease) {
        // Nobody will write there.
        intended.state = 'destroyed';
        intended.nextAt = null;
        return undefined;
      }
      const connection = await em.findOneOrFail(Connection, { id: connectionId });
      const client = await clientById(em, connection.oauthClientId);
      return { connection, client, from: secretId, ...lease, intendedId: intended.id };
    });
  }

  private async party({ connection, client }: Held, secrets: SecretFields): Promise<Party> {
    const { app, method } = await this.apps.made(connection);
    const typed = { ...connection.config, ...secrets };
    const identity = await this.clients.identity({ app, method }, client, typed);
    if (!identity || !method.oauth2) throw new TokenRefused('client_refused', 'client_removed');
    const values = { ...typed, ...connection.filled, client_id: identity.clientId };
    return { app, method, oauth2: method.oauth2, ...identity, values };
  }

  /** Only the end of the grant changes the state; everything else waits for another try. */
  private async giveUp(held: Held, progress: Progress, refusal: TokenRefused): Promise<void> {
    const { connection, epoch, intendedId, leftOver } = held;
    const { kind, code, details } = refusal;
    // A definition that this release does not take is no reason to end anything.
    const method = await this.apps.made(connection).then(
      (made) => made.method,
      () => undefined,
    );
    // A registered client is an administrator's to mend; one that the person typed is the credential itself.
    const isOver =
      kind === 'grant_gone' ||
      (method !== undefined &&
        ((kind === 'client_refused' && bringsClient(method)) || this.hasNothingLeft(method, connection)));
    // A holder before us never came back: the provider may have given it the successor, so it gets the time to store that.
    const isContested = kind === 'grant_gone' && leftOver !== null;
    const waitMs = (failures: number) =>
      isContested
        ? contested
        : (details.retryAfterMs ??
          seconds(1) + Math.random() * Math.min(longestBackoff, seconds(2) * 2 ** Math.min(failures, 10)));
    await this.uow.asTenant(connection.tenantId, async (em) => {
      const forget = progress === 'asking' || (progress === 'begun' && leftOver === null);
      const failures = await putOff(em, { connectionId: connection.id, epoch, forget, waitMs });
      // Vault may have taken a token although it did not say so.
      if (progress !== 'granted') await this.ledger.discard(em, intendedId);
      // Somebody with a newer lease decides by now, or a person has set another credential.
      if (failures === undefined) return;
      if (failures === 0 || isOver)
        record(em, {
          action: 'connection.refresh_failed',
          target: targetOf(connection),
          ownerId: connection.ownerId,
          outcome: 'failure',
          reason: code,
        });
      if (!isOver || isContested) return;
      const present = await lockConnection(em, connection.id);
      if (present.state !== 'active') return;
      const name = this.apps.nameFor(connection);
      const why =
        kind === 'client_refused'
          ? `${name} no longer accepts the client ID and secret.`
          : `${name} has ended the authorization.`;
      await this.reauthorization.demand(em, present, { reason: code, why });
    });
    this.log.info('token not renewed', { connectionId: connection.id, kind, code });
    await this.sweeper.sweepQuietly();
  }

  /** A token that is renewed by itself cannot be once it is over. */
  private hasNothingLeft({ oauth2 }: MethodDefinition, { tokenExpiresAt }: Connection): boolean {
    return oauth2?.refresh.token === 'access_token' && Boolean(tokenExpiresAt && tokenExpiresAt <= this.clock.now());
  }
}
