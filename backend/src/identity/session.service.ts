import { formatId, type SignIn, type SwitchMembership } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { record } from '../audit/index.ts';
import {
  Clock,
  CONFIG,
  Lookups,
  minutes,
  newId,
  principal,
  Problem,
  UnitOfWork,
  type Config,
  type Principal,
} from '../platform/index.ts';
import { Membership, Session, User } from './entities.ts';
import { verifyPassword } from './password.ts';
import { digest, newToken } from './token.ts';

// PCI DSS 4.0.1, 8.3.4: at most 10 tries, then at least 30 minutes.
const triesBeforeLock = 10;
const lockedFor = minutes(30);

interface Credentials {
  id: string;
  name: string;
  password_hash: string;
  locked_until: Date | null;
  disabled: boolean;
}

export interface StartedSession {
  token: string;
  expiresAt: Date;
  principal: Principal;
}

/** Signing in and out, and changing between memberships. */
@Injectable()
export class SessionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Starts a session; the one that the browser had before ends. The same reply for every kind of failure. */
  async signIn(input: SignIn, previousToken: string | undefined): Promise<StartedSession> {
    const [found] = await this.lookups.query<Credentials>('user-by-email', 'select * from auth.user_by_email($1)', [
      input.email,
    ]);
    const fits = await verifyPassword(input.password, found?.password_hash);
    if (!found) throw new Problem('invalid_sign_in');
    const userId = formatId('user', found.id);
    const membership = await this.firstMembership(userId);
    const who = principalOf(userId, found.name, membership);
    const locked = found.locked_until !== null && found.locked_until > this.clock.now();
    if (!fits || locked || found.disabled || !membership) {
      await this.uow.as(who, (em) => this.fail(em, userId, locked));
      throw new Problem(
        'invalid_sign_in',
        locked ? { detail: 'Too many failed tries. Sign-in is locked for a while.', retryAfter: lockedFor / 1000 } : {},
      );
    }
    return this.uow.as(who, (em) => this.start(em, who, userId, membership, previousToken));
  }

  /** Ends the current session. */
  signOut(): Promise<void> {
    const who = principal();
    return this.uow.run(async (em) => {
      const session = await em.findOne(Session, { id: who.sessionId ?? '' });
      if (session) em.remove(session);
      record(em, { action: 'session.ended', target: { type: 'user', id: who.id ?? '', name: who.name } });
    });
  }

  /** Acts in another membership of the same person from the next request on. */
  async switchTo(input: SwitchMembership): Promise<void> {
    const who = principal();
    await this.uow.run(async (em) => {
      const membership = await em.findOne(Membership, { id: input.membershipId, userId: who.id ?? '' });
      if (!membership) throw new Problem('not_found');
      const session = await em.findOneOrFail(Session, { id: who.sessionId ?? '' });
      session.membershipId = membership.id;
      record(em, {
        action: 'session.membership_changed',
        target: { type: 'membership', id: membership.id },
        changes: { role: { before: who.role, after: membership.role } },
      });
    });
  }

  private async fail(em: EntityManager, userId: string, locked: boolean): Promise<void> {
    const user = await em.findOneOrFail(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!locked) {
      user.failedSignIns += 1;
      if (user.failedSignIns >= triesBeforeLock) {
        user.lockedUntil = this.clock.in(lockedFor);
        user.failedSignIns = 0;
      }
    }
    const nowLocked = user.lockedUntil != null && user.lockedUntil > this.clock.now();
    record(em, {
      action: 'session.refused',
      outcome: 'denied',
      target: { type: 'user', id: user.id, name: user.name },
      reason: nowLocked ? 'locked' : user.disabled ? 'disabled' : 'wrong password or no membership',
    });
  }

  private async start(
    em: EntityManager,
    who: Principal,
    userId: string,
    membership: Membership,
    previousToken: string | undefined,
  ): Promise<StartedSession> {
    const user = await em.findOneOrFail(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (previousToken !== undefined) {
      const previous = await em.findOne(Session, { tokenHash: digest(previousToken), userId });
      if (previous) em.remove(previous);
    }
    const now = this.clock.now();
    user.failedSignIns = 0;
    user.lockedUntil = null;
    user.lastSignInAt = now;
    const token = newToken();
    const session = em.create(Session, {
      id: newId('session'),
      tokenHash: digest(token),
      userId,
      membershipId: membership.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: this.clock.in(minutes(this.config.SESSION_HOURS * 60)),
    });
    em.persist(session);
    record(em, { action: 'session.started', target: { type: 'user', id: userId, name: user.name } });
    const principal = { ...who, sessionId: session.id, membershipId: membership.id, email: user.email };
    return { token, expiresAt: session.expiresAt, principal };
  }

  /** The platform's membership first, else the oldest; a person's own rows are visible without any tenant. */
  private firstMembership(userId: string): Promise<Membership | undefined> {
    return this.uow.as(principalOf(userId, '', undefined), async (em) => {
      const all = await em.find(Membership, { userId }, { orderBy: { id: 'asc' } });
      return all.find((membership) => membership.tenantId === null) ?? all[0];
    });
  }
}

/** The person as a principal of this membership; without one they see their own rows and nothing else. */
const principalOf = (id: string, name: string, membership: Membership | undefined): Principal => ({
  kind: 'user',
  id,
  name,
  role: membership?.role ?? 'member',
  tenantId: membership?.tenantId ?? null,
  tenantName: null,
});
