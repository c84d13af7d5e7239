import type { CreateUser, UpdateUser, UserQuery, UserView } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { accessibleBy, ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import {
  Clock,
  containing,
  cursorId,
  newId,
  pageOf,
  Problem,
  refuseStale,
  uniqueOr,
  rowsOf,
  UnitOfWork,
} from '../platform/index.ts';
import { Session, User } from './entities.ts';
import { hashPassword } from './password.ts';

/** The people who may sign in, for system admins. */
@Injectable()
export class UsersService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list(query: UserQuery) {
    const scope = accessibleBy('read', 'User');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('user', query.cursor);
    const text = query.q ? { $ilike: containing(query.q) } : undefined;
    const rows = await this.uow.read((em) =>
      rowsOf(
        em,
        User,
        { $and: [scope, text ? { $or: [{ name: text }, { email: text }] } : {}, after ? { id: { $lt: after } } : {}] },
        { orderBy: { id: 'desc' }, limit: query.limit + 1 },
      ),
    );
    return pageOf(rows, query.limit, (row) => row.id, userView);
  }

  async get(id: string): Promise<UserView> {
    const user = await this.uow.read((em) => em.findOne(User, { id }));
    if (!user) throw new Problem('not_found');
    ensure('read', 'User', user);
    return userView(user);
  }

  async create(input: CreateUser): Promise<UserView> {
    const passwordHash = await hashPassword(input.password);
    return uniqueOr('email', 'has an account already', () =>
      this.uow.run(async (em) => {
        const user = newUser({ ...input, passwordHash, now: this.clock.now() });
        const entity = em.create(User, user);
        ensure('create', 'User', entity);
        em.persist(entity);
        record(em, {
          action: 'user.created',
          target: target(entity),
          changes: difference({}, { name: input.name, email: input.email }),
        });
        await em.flush();
        return userView(entity);
      }),
    );
  }

  /** Renames, disables or enables, or sets a password. Disabling and a new password end every session. */
  async update(id: string, { version, ...input }: UpdateUser): Promise<UserView> {
    const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password);
    return this.uow.run(async (em) => {
      const user = await em.findOne(User, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!user) throw new Problem('not_found');
      ensure('update', 'User', user);
      refuseStale(version, user.version);
      const before = { name: user.name, disabled: user.disabled };
      user.name = input.name ?? user.name;
      user.disabled = input.disabled ?? user.disabled;
      user.version += 1;
      if (passwordHash !== undefined) {
        user.passwordHash = passwordHash;
        user.lockedUntil = null;
        user.failedSignIns = 0;
      }
      if (passwordHash !== undefined || user.disabled)
        for (const session of await em.find(Session, { userId: id })) em.remove(session);
      const changes = difference(before, { name: user.name, disabled: user.disabled });
      if (passwordHash !== undefined) changes['password'] = { before: 'set', after: 'set anew' };
      record(em, { action: 'user.updated', target: target(user), changes });
      return userView(user);
    });
  }
}

/** A user as first stored. */
export const newUser = (input: { name: string; email: string; passwordHash: string; now: Date }) => ({
  id: newId('user'),
  name: input.name,
  email: input.email.toLowerCase(),
  passwordHash: input.passwordHash,
  failedSignIns: 0,
  disabled: false,
  createdAt: input.now,
  version: 1,
});

const target = (user: User) => ({ type: 'user', id: user.id, name: user.name });

const userView = (user: User): UserView => ({
  id: user.id,
  name: user.name,
  email: user.email,
  disabled: user.disabled,
  lockedUntil: user.lockedUntil?.toISOString() ?? null,
  lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
  createdAt: user.createdAt.toISOString(),
  version: user.version,
});
