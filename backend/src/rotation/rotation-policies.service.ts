import type { AppDefinition, AuthClass, PutRotationPolicy, RotationPolicies } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { Connection } from '../connections/index.ts';
import { Clock, invalidField, newId, principal, Problem, uniqueOr, UnitOfWork } from '../platform/index.ts';
import { DueDateMover } from './due-date-mover.ts';
import { moveOne } from './due-date-moves.queries.ts';
import { RotationPolicy } from './rotation-policy.entity.ts';
import { RotationPoliciesQueries } from './rotation-policies.queries.ts';

/** What a policy is for; one of the last three is set. */
interface Target {
  tenantId: string | null;
  authClass: AuthClass | null;
  appId: string | null;
  connectionId: string | null;
}

/** Sets and removes rotation policies; the due dates that depend on them follow. */
@Injectable()
export class RotationPoliciesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: RotationPoliciesQueries,
    private readonly apps: AppCatalog,
    private readonly mover: DueDateMover,
    private readonly clock: Clock,
  ) {}

  /** Sets one policy of the caller's own scope, or removes it when no days are given. Setting it again changes nothing. */
  async put(input: PutRotationPolicy): Promise<RotationPolicies> {
    const field = input.connectionId ? 'connectionId' : input.appId ? 'appId' : 'authClass';
    const app = input.appId === undefined ? undefined : await this.apps.known(input.appId);
    await uniqueOr(
      field,
      'was given a policy by somebody else just now',
      () => this.uow.run((em) => this.change(em, input, app)),
      'stale_version',
    );
    return this.queries.list();
  }

  private async change(em: EntityManager, input: PutRotationPolicy, app: AppDefinition | undefined): Promise<void> {
    const { tenantId } = principal();
    ensure('update', 'RotationPolicy', { tenantId });
    if (input.appId !== undefined && input.days !== undefined && !app)
      throw invalidField('unknown_app', '/appId', 'is not in the catalog');
    const connection = input.connectionId === undefined ? null : await this.connection(em, input);
    const target: Target = {
      tenantId,
      authClass: input.authClass ?? null,
      appId: input.appId ?? null,
      connectionId: connection?.id ?? null,
    };
    const known = await em.findOne(RotationPolicy, target, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const before = known ? { days: known.days ?? null } : {};
    const after = input.days === undefined ? {} : { days: input.days };
    if (known ? known.days === input.days : input.days === undefined) return;
    const policy = input.days === undefined ? known : this.set(em, known, target, input.days);
    if (!policy) return;
    if (input.days === undefined) em.remove(policy);
    await em.flush();
    await this.move(em, target);
    // The audit chain is locked last.
    record(em, {
      action: input.days === undefined ? 'rotation_policy.removed' : 'rotation_policy.set',
      target: {
        type: 'rotation_policy',
        id: policy.id,
        name: connection?.name ?? app?.name ?? input.appId ?? input.authClass ?? null,
      },
      ownerId: connection?.ownerId ?? null,
      changes: difference(before, after),
    });
  }

  private set(em: EntityManager, known: RotationPolicy | null, target: Target, days: number | null): RotationPolicy {
    const content = { days, updatedAt: this.clock.now(), updatedBy: principal().id };
    if (known) return em.assign(known, content);
    const made = em.create(RotationPolicy, { id: newId('rotationPolicy'), ...target, ...content });
    em.persist(made);
    return made;
  }

  private async connection(em: EntityManager, input: PutRotationPolicy): Promise<Connection> {
    if (principal().tenantId === null)
      throw invalidField(
        'invalid_input',
        '/connectionId',
        'is for tenants: a policy of the platform names an app or a kind of credential',
      );
    const connection = await em.findOne(Connection, { id: input.connectionId ?? '' });
    if (!connection) throw new Problem('not_found');
    if (connection.state === 'revoked' && input.days !== undefined) throw new Problem('connection_revoked');
    return connection;
  }

  /** One connection moves at once; the others by a job, as far as they are many. */
  private async move(em: EntityManager, { tenantId, appId, connectionId }: Target): Promise<void> {
    if (tenantId !== null && connectionId !== null) await moveOne(em, tenantId, connectionId);
    else await this.mover.follow(em, { tenantId, appId });
  }
}
