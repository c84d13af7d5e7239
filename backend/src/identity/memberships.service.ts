import {
  formatId,
  type CreateMembership,
  type MembershipQuery,
  type MembershipView,
  type UpdateMembership,
} from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { accessibleBy, ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import {
  Clock,
  containing,
  cursorId,
  invalidField,
  Lookups,
  newId,
  pageOf,
  principal,
  Problem,
  uniqueOr,
  rowsOf,
  UnitOfWork,
} from '../platform/index.ts';
import { Membership, Tenant, User } from './entities.ts';
import { hashPassword } from './password.ts';
import { tenantsById } from './tenants-by-id.ts';
import { newUser } from './users.service.ts';

/** Who belongs to a tenant, or to the platform, and as what. */
@Injectable()
export class MembershipsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly clock: Clock,
  ) {}

  async list(query: MembershipQuery) {
    const scope = accessibleBy('read', 'Membership');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('membership', query.cursor);
    return this.uow.read(async (em) => {
      const text = query.q ? { $ilike: containing(query.q) } : undefined;
      const named = text
        ? await rowsOf(em, User, { $or: [{ name: text }, { email: text }] }, { fields: ['id'], limit: 500 })
        : undefined;
      const rows = await rowsOf(
        em,
        Membership,
        {
          $and: [
            scope,
            query.tenantId ? { tenantId: query.tenantId } : {},
            named ? { userId: { $in: named.map((user) => user.id) } } : {},
            after ? { id: { $lt: after } } : {},
          ],
        },
        { orderBy: { id: 'desc' }, limit: query.limit + 1 },
      );
      const view = await this.viewer(em, rows);
      return pageOf(rows, query.limit, (row) => row.id, view);
    });
  }

  /** Adds a person; one who has no account yet gets one. */
  async create(input: CreateMembership): Promise<MembershipView> {
    const who = principal();
    const ofPlatform = input.role === 'system_admin' || input.role === 'compliance';
    const tenantId = ofPlatform ? null : (input.tenantId ?? who.tenantId);
    if (tenantId === null && !ofPlatform) throw invalidField('invalid_input', '/tenantId', 'must name the tenant');
    const [known] = await this.lookups.query<{ id: string }>('user-by-email', 'select * from auth.user_by_email($1)', [
      input.email,
    ]);
    const account = known ? undefined : await this.newAccount(input);
    return uniqueOr('email', 'is a member already', () =>
      this.uow.run(async (em) => {
        const membership = em.create(Membership, {
          id: newId('membership'),
          tenantId,
          userId: known ? formatId('user', known.id) : (account?.id ?? ''),
          role: input.role,
          createdAt: this.clock.now(),
        });
        ensure('create', 'Membership', membership);
        if (tenantId !== null && !(await em.findOne(Tenant, { id: tenantId })))
          throw invalidField('invalid_input', '/tenantId', 'is not a tenant');
        if (account) {
          em.persist(em.create(User, account));
          await em.flush();
          record(em, {
            action: 'user.created',
            tenantId,
            target: { type: 'user', id: account.id, name: account.name },
          });
        }
        em.persist(membership);
        record(em, {
          action: 'membership.created',
          tenantId,
          target: target(membership),
          changes: difference({}, { role: input.role }),
        });
        await em.flush();
        return (await this.viewer(em, [membership]))(membership);
      }),
    );
  }

  changeRole(id: string, input: UpdateMembership): Promise<MembershipView> {
    return this.uow.run(async (em) => {
      const membership = await this.load(em, id);
      ensure('update', 'Membership', membership);
      if (membership.tenantId === null)
        throw invalidField('invalid_input', '/role', 'of a platform membership cannot be changed');
      if (membership.role !== input.role) await this.refuseLastAdmin(em, membership);
      const before = { role: membership.role };
      membership.role = input.role;
      record(em, {
        action: 'membership.role_changed',
        tenantId: membership.tenantId ?? null,
        target: target(membership),
        changes: difference(before, input),
      });
      return (await this.viewer(em, [membership]))(membership);
    });
  }

  /** Removes a person from the tenant; their sessions in it end with it. */
  remove(id: string): Promise<void> {
    return this.uow.run(async (em) => {
      const membership = await this.load(em, id);
      ensure('revoke', 'Membership', membership);
      await this.refuseLastAdmin(em, membership);
      em.remove(membership);
      record(em, {
        action: 'membership.removed',
        tenantId: membership.tenantId ?? null,
        target: target(membership),
        changes: difference({ role: membership.role }, {}),
      });
    });
  }

  private async newAccount(input: CreateMembership) {
    if (input.name === undefined)
      throw invalidField('invalid_input', '/name', 'is needed for a person who has no account yet');
    if (input.password === undefined)
      throw invalidField('invalid_input', '/password', 'is needed for a person who has no account yet');
    return newUser({
      name: input.name,
      email: input.email,
      passwordHash: await hashPassword(input.password),
      now: this.clock.now(),
    });
  }

  private async load(em: EntityManager, id: string): Promise<Membership> {
    const membership = await em.findOne(Membership, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!membership) throw new Problem('not_found');
    return membership;
  }

  private async refuseLastAdmin(em: EntityManager, membership: Membership): Promise<void> {
    const { role, tenantId, id } = membership;
    if (role !== 'tenant_admin' && role !== 'system_admin') return;
    const others = await em.find(
      Membership,
      { role, tenantId, id: { $ne: id } },
      { limit: 1, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (others.length === 0) throw new Problem('last_admin');
  }

  private async viewer(em: EntityManager, rows: Membership[]): Promise<(row: Membership) => MembershipView> {
    const users = await rowsOf(em, User, { id: { $in: rows.map((row) => row.userId) } });
    const byId = new Map(users.map((user) => [user.id, user]));
    const tenants = await tenantsById(
      em,
      rows.map((row) => row.tenantId),
    );
    return (row) => {
      const user = byId.get(row.userId);
      return {
        id: row.id,
        role: row.role,
        user: { id: row.userId, name: user?.name ?? '', email: user?.email ?? '' },
        tenant: row.tenantId ? tenants(row.tenantId) : null,
        createdAt: row.createdAt.toISOString(),
      };
    };
  }
}

const target = (membership: Membership) => ({ type: 'membership', id: membership.id, name: membership.role });
