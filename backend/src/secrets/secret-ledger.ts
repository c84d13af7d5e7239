import { parseId } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Clock, minutes, newId, seconds } from '../platform/index.ts';
import { Injectable } from '@nestjs/common';
import { settleIntended } from './secret-states.queries.ts';
import { Secret } from './secret.entity.ts';

/** How long an intended secret may wait for its owner before it is taken for abandoned. */
const abandonedAfter = minutes(2);

/** By then a call that writes a secret has come back or timed out, in whichever process. */
const writesEndWithin = seconds(15);

/** The intent rows of the two-store protocol: intent, then secret, then pointer; removal the other way round. */
@Injectable()
export class SecretLedger {
  constructor(private readonly clock: Clock) {}

  /** Notes that a tenant's secret will be written. Commit before writing it. */
  intendTenant(em: EntityManager, tenantId: string, keepFor = abandonedAfter): Secret {
    return this.intend(em, { tenantId, area: 'tenants', ownerId: parseId('tenant', tenantId) }, keepFor);
  }

  /** Notes that a published copy will be written. Without `keepFor` it is not swept: its request finishes or releases it. */
  intendGlobal(em: EntityManager, globalConnectionId: string, keepFor: number | null = null): Secret {
    return this.intend(
      em,
      { tenantId: null, area: 'global', ownerId: parseId('globalConnection', globalConnectionId) },
      keepFor,
    );
  }

  /** Notes that the secret of an OAuth client of the platform will be written. Commit before writing it. */
  intendPlatform(em: EntityManager, oauthClientId: string): Secret {
    return this.intend(
      em,
      { tenantId: null, area: 'platform', ownerId: parseId('oauthClient', oauthClientId) },
      abandonedAfter,
    );
  }

  /** The pointer to it is being committed: it is in use from now on. */
  async settle(em: EntityManager, secretId: string): Promise<void> {
    await em.flush();
    if (!(await settleIntended(em, secretId))) throw new Error('only an intended secret can be settled');
  }

  /** The pointer to it is being removed: it is destroyed from `at` on, by whoever comes first. */
  async doom(em: EntityManager, secretId: string, at: Date = this.clock.now()): Promise<void> {
    const secret = await this.lock(em, secretId);
    if (secret.state !== 'destroyed') end(secret, at);
  }

  /** Whoever intended it does not need it. Where somebody else has put it to use meanwhile, it stays. */
  async discard(em: EntityManager, secretId: string): Promise<void> {
    const secret = await this.lock(em, secretId);
    if (secret.state === 'intended') end(secret, this.clock.now());
  }

  /** Nobody will point to it, but it may be being written right now: it is destroyed once that must have ended. */
  abandon(em: EntityManager, secretId: string): Promise<void> {
    return this.doom(em, secretId, this.clock.in(writesEndWithin));
  }

  private lock(em: EntityManager, id: string): Promise<Secret> {
    return em.findOneOrFail(Secret, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  private intend(
    em: EntityManager,
    of: { tenantId: string | null; area: Secret['area']; ownerId: string },
    keepFor: number | null,
  ): Secret {
    const secret = em.create(Secret, {
      id: newId('secret'),
      ...of,
      state: 'intended',
      nextAt: keepFor === null ? null : this.clock.in(keepFor),
      tries: 0,
      createdAt: this.clock.now(),
      version: 1,
    });
    em.persist(secret);
    return secret;
  }
}

function end(secret: Secret, at: Date): void {
  secret.state = 'doomed';
  secret.nextAt = at;
  secret.version += 1;
}
