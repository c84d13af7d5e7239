import type { OAuthCallbackQuery, Rest, TestError } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { AppCatalog, restOfApp, type Used } from '../apps/index.ts';
import { Attempt, AttemptTests, debuggedBy } from '../attempts/index.ts';
import { record } from '../audit/index.ts';
import { CallRecorder, testError } from '../connections/index.ts';
import { Clock, CONFIG, Log, minutes, principal, UnitOfWork, type Config } from '../platform/index.ts';
import { SecretLedger, SecretStore, tenantPlace, type SecretFields } from '../secrets/index.ts';
import { stateHash } from './authorization-start.ts';
import { checkRedirect, RedirectRefused } from './callback-checks.ts';
import { clientById, ClientSecrets } from './client-secret.ts';
import type { OAuthClient } from './oauth-client.entity.ts';
import type { Party } from './party.ts';
import { cleaned } from './quirk-fetch.ts';
import { isRenewable, TokenEndpoint, type Grant } from './token-endpoint.ts';
import { asRefusal, TokenRefused } from './token-refused.ts';
import { redirectUri } from './redirect-uri.ts';
import { rejection } from './rejection.ts';
import { refused, returned, unknownReturn, type Returned } from './returned.ts';

/** Granted tokens that wait for a test which could not be decided at once. */
const testWithin = minutes(60);

interface Consumed {
  attempt: Attempt;
  client: OAuthClient | null;
  intendedId: string;
  /** Digest of the state that came back. */
  stateHash: string;
  /** True: it came to another address than the one that the person was sent off with. */
  isElsewhere: boolean;
  /** Set: the app rests by now, and nothing is asked of it. */
  rest: Rest | undefined;
}

/** No provider is known to send as many; what comes after them is not looked at. */
const mostParams = 50;

const clientRemoved = 'it was removed here while you were away';
const foreignAddress = testError(
  'authorization_rejected',
  'The answer came to the address of another app, so the code that came with it was sent to nobody.',
);

/**
 * Takes a person back from the provider. The state is used up before anything else happens; what the provider granted is
 * written to a place of its own and becomes a connection by the attempt's test.
 */
@Injectable()
export class CallbackService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly secrets: ClientSecrets,
    private readonly endpoint: TokenEndpoint,
    private readonly store: SecretStore,
    private readonly ledger: SecretLedger,
    private readonly tests: AttemptTests,
    private readonly calls: CallRecorder,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `customAppId`: whose address it came to; null: the one of the catalog. */
  async finish(given: OAuthCallbackQuery, customAppId: string | null = null): Promise<Returned> {
    const query = Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >;
    // RFC 6749 section 3.1: no parameter may come twice.
    const isDoubled = Object.keys(query).length !== Object.keys(given).length;
    const consumed = isDoubled ? undefined : await this.consume(query, redirectUri(this.config, customAppId));
    if (!consumed) return unknownReturn;
    const { attempt } = consumed;
    const used = await this.apps.made(attempt);
    const { name } = used.app;
    if (consumed.isElsewhere) return this.refuse(consumed, foreignAddress);
    if (consumed.rest) return this.refuse(consumed, testError('app_blocked', consumed.rest.message));
    try {
      const tested = await this.calls.watch(debuggedBy(attempt), 'authorization', async () =>
        this.keep(consumed, used, await this.exchange(consumed, used, query)),
      );
      return returned(tested, name);
    } catch (error) {
      const refusal = error instanceof RedirectRefused ? error.refusal : asRefusal(error);
      this.log.info('authorization refused', { attemptId: attempt.id, kind: refusal.kind, code: refusal.code });
      return this.refuse(consumed, rejection(refusal, name));
    }
  }

  private async refuse(consumed: Consumed, told: TestError): Promise<Returned> {
    const { attempt } = consumed;
    await this.discard(consumed);
    await this.tests.reject(attempt.id, told);
    return refused(attempt.id, told);
  }

  /** Uses the state up, whatever comes of it. An attempt of another session or person is left as it is. */
  private consume(query: Record<string, string>, address: string): Promise<Consumed | undefined> {
    const who = principal();
    return this.uow.run(async (em) => {
      const attempt = await this.awaited(em, query);
      if (!attempt?.stateHash) return undefined;
      if (attempt.sessionId !== who.sessionId || attempt.createdBy !== who.id) {
        record(em, {
          action: 'attempt.callback_refused',
          target: { type: 'attempt', id: attempt.id, name: attempt.name },
          ownerId: attempt.createdBy,
          outcome: 'denied',
          reason: 'other_session',
        });
        return undefined;
      }
      if (attempt.expiresAt <= this.clock.now()) return undefined;
      const { stateHash: hash } = attempt;
      attempt.stateHash = null;
      attempt.authorizationStep = 'returned';
      const client = await clientById(em, attempt.oauthClientId);
      const intended = this.ledger.intendTenant(em, attempt.tenantId, testWithin + minutes(5));
      return {
        attempt,
        client,
        intendedId: intended.id,
        stateHash: hash,
        isElsewhere: attempt.redirectUri !== address,
        rest: await restOfApp(em, attempt.appId),
      };
    });
  }

  /** Whatever this provider calls the state; a foreign tenant's attempt does not exist. */
  private async awaited(em: EntityManager, query: Record<string, string>): Promise<Attempt | null> {
    const hashes = Object.values(query).slice(0, mostParams).map(stateHash);
    if (hashes.length === 0) return null;
    return em.findOne(
      Attempt,
      { stateHash: { $in: hashes }, state: 'pending', authorizationStep: 'asked' },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
  }

  private async exchange(consumed: Consumed, { app, method }: Used, query: Record<string, string>): Promise<Grant> {
    const { attempt, client } = consumed;
    const { oauth2 } = method;
    if (!oauth2) throw new TypeError('the method has no oauth2');
    const state = query[oauth2.paramNames.state ?? 'state'] ?? '';
    if (stateHash(state) !== consumed.stateHash) throw new TokenRefused('refused', 'wrong_state');
    const draft = await this.store.read(tenantPlace(attempt.tenantId, attempt.secretId ?? ''));
    const { code_verifier: verifier, nonce, ...typed } = draft;
    const identity = await this.secrets.identity({ app, method }, client, { ...attempt.config, ...typed });
    if (!identity) throw new TokenRefused('client_refused', 'client_removed', { description: clientRemoved });
    const values = { ...attempt.config, ...typed, client_id: identity.clientId };
    const party: Party = { app, method, oauth2, ...identity, values };
    const code = query[oauth2.paramNames.code ?? 'code'] ?? '';
    const hidden = [...Object.values(draft), identity.clientSecret ?? '', code, state];
    const redirect = checkRedirect(party, attempt.redirectUri ?? '', query, (text) => cleaned(text, hidden));
    const complete = { ...party, values: { ...values, ...redirect.filled } };
    const grant = await this.endpoint.exchange(complete, redirect.url, { state: redirect.state, verifier, nonce });
    return {
      ...grant,
      secrets: { ...typed, ...grant.secrets },
      filled: { ...redirect.filled, ...grant.filled, client_id: identity.clientId },
    };
  }

  /** Secret first, then the pointer to it; the draft with verifier and nonce is destroyed. */
  private async keep({ attempt, intendedId }: Consumed, { method: { oauth2 } }: Used, grant: Grant) {
    await this.write(attempt, intendedId, grant.secrets);
    const now = this.clock.now();
    const { expiresInSeconds } = grant;
    await this.uow.run(async (em) => {
      const mine = await em.findOneOrFail(Attempt, { id: attempt.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (mine.state !== 'pending' || mine.authorizationStep !== 'returned') return;
      if (mine.secretId) await this.ledger.doom(em, mine.secretId);
      em.assign(mine, {
        authorizationStep: 'granted',
        secretId: intendedId,
        filled: grant.filled,
        grantedScopes: grant.scopes ?? [],
        tokenExpiresAt: expiresInSeconds === undefined ? null : new Date(now.getTime() + expiresInSeconds * 1000),
        refreshable: oauth2 !== undefined && isRenewable(oauth2, grant),
        expiresAt: this.clock.in(testWithin),
      });
    });
    return this.tests.run(attempt.id, grant.secrets);
  }

  /** Nothing points at the place that was meant for the tokens. */
  private async discard({ attempt, intendedId }: Consumed): Promise<void> {
    await this.uow.run(async (em) => {
      const present = await em.findOne(Attempt, { id: attempt.id });
      if (present?.secretId !== intendedId) await this.ledger.doom(em, intendedId);
    });
  }

  private async write(attempt: Attempt, secretId: string, secrets: SecretFields): Promise<void> {
    try {
      await this.store.write(tenantPlace(attempt.tenantId, secretId), secrets);
    } catch (error) {
      await this.tests.abandon(attempt.id);
      throw error;
    }
  }
}
