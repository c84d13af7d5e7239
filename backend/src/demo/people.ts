import type { Role } from '@drawbridge/catalog';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { record } from '../audit/index.ts';
import { hashPassword, Membership, newUser, Tenant, User } from '../identity/index.ts';
import { Clock, newId, runInScope, UnitOfWork, type Principal } from '../platform/index.ts';

/** Makes people and tenants before there is anybody who could. */
export class Founding {
  private readonly uow: UnitOfWork;
  private readonly clock: Clock;

  constructor(app: NestFastifyApplication) {
    this.uow = app.get(UnitOfWork);
    this.clock = app.get(Clock);
  }

  /** Whether nobody is there yet. */
  async isEmpty(): Promise<boolean> {
    const [anybody] = await this.uow.asSystem((em) => em.find(User, {}, { limit: 1, fields: ['id'] }));
    return anybody === undefined;
  }

  tenant(name: string, slug: string): Promise<Tenant> {
    return this.uow.asSystem(async (em) => {
      const tenant = em.create(Tenant, {
        id: newId('tenant'),
        name,
        slug,
        suspended: false,
        createdAt: this.clock.now(),
        version: 1,
      });
      em.persist(tenant);
      record(em, { action: 'tenant.created', target: { type: 'tenant', id: tenant.id, name } });
      return Promise.resolve(tenant);
    });
  }

  /** A person with one membership; returns the principal to act as them. */
  async person(input: {
    name: string;
    email: string;
    password: string;
    role: Exclude<Role, 'workflow'>;
    tenant: Tenant | null;
  }): Promise<Principal> {
    const passwordHash = await hashPassword(input.password);
    const tenantId = input.tenant?.id ?? null;
    const userId = await this.uow.asSystem(async (em) => {
      const user = em.create(User, newUser({ ...input, passwordHash, now: this.clock.now() }));
      em.persist(user);
      await em.flush();
      em.persist(
        em.create(Membership, {
          id: newId('membership'),
          tenantId,
          userId: user.id,
          role: input.role,
          createdAt: this.clock.now(),
        }),
      );
      record(em, { action: 'user.created', tenantId, target: { type: 'user', id: user.id, name: user.name } });
      record(em, {
        action: 'membership.created',
        tenantId,
        target: { type: 'user', id: user.id, name: user.name },
        changes: { role: { before: null, after: input.role } },
      });
      return user.id;
    });
    return {
      kind: 'user',
      id: userId,
      name: input.name,
      email: input.email,
      role: input.role,
      tenantId,
      tenantName: input.tenant?.name ?? null,
    };
  }
}

/** Runs as this person, as a request of theirs would. */
export const actAs = <T>(who: Principal, work: () => Promise<T>): Promise<T> =>
  runInScope({ requestId: null, principal: who }, work);
