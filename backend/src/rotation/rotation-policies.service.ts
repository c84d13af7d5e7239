import {
  parseId,
  type AppDefinition,
  type AuthClass,
  type PutRotationPolicy,
  type RotationPolicyView,
} from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { Connection } from '../connections/index.ts';
import { Clock, invalidField, minutes, newId, principal, Problem, uniqueOr, UnitOfWork } from '../platform/index.ts';
import { RotationPolicy } from './rotation-policy.entity.ts';
import { RotationPoliciesQueries } from './rotation-policies.queries.ts';

/** What a policy is for; one of the last three is set. */
interface Target {
  tenantId: string | null;
  authClass: AuthClass | null;
  appId: string | null;
  connectionId: string | null;
}

/** One platform policy can move the due dates of every tenant. */
const recomputeFor = minutes(5);

/** Sets and removes rotation policies; the due dates that depend on them move in the same transaction. */
@Injectable()
export class RotationPoliciesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: RotationPoliciesQueries,
    private readonly apps: AppCatalog,
    private readonly clock: Clock,
  ) {}

  /** Sets one policy of the caller's own scope, or removes it when no days are given. Setting it again changes nothing. */
  async put(input: PutRotationPolicy): Promise<{ items: RotationPolicyView[] }> {
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
    await em.flush();
    await this.recompute(em, target);
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

  private async recompute(em: EntityManager, { tenantId, appId, connectionId }: Target): Promise<void> {
    await em.execute(`select set_config('statement_timeout', ?, true)`, [String(recomputeFor)]);
    await em.execute('select rotation.recompute(?::uuid, ?, ?::uuid)', [
      tenantId && parseId('tenant', tenantId),
      appId,
      connectionId && parseId('connection', connectionId),
    ]);
  }
}
