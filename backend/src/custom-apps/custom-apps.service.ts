import {
  checkCustomApp,
  type AddCustomAppVersion,
  type AppDefinition,
  type CreateCustomApp,
  type CustomAppScope,
  type CustomAppValidation,
  type RestoreCustomApp,
  type RetireCustomAppVersion,
  type WithdrawCustomApp,
} from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppRule, appView } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import {
  Clock,
  invalidField,
  newId,
  principal,
  Problem,
  refuseStale,
  uniqueOr,
  UnitOfWork,
} from '../platform/index.ts';
import { CustomApp, CustomAppVersion } from './custom-app.entity.ts';
import { connectionsOf } from './custom-apps.queries.ts';
import { differingPointers } from './differing-pointers.ts';

/** Defines apps, gives them new versions, takes them back and offers them again. */
@Injectable()
export class CustomAppsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** All that is wrong with a definition, or how people will see it: as if its OAuth client were registered. */
  validate(typed: unknown): CustomAppValidation {
    const checked = checkCustomApp(typed, scopeOfCaller());
    if (!checked.ok) return { valid: false, faults: checked.faults, preview: null };
    const preview = appView(checked.definition, { hasClient: () => true, rest: null, offeredVersion: null });
    return { valid: true, faults: [], preview };
  }

  /** The first version of an app; its id is this scope's for good. Returns the id of the row. */
  async create(input: CreateCustomApp): Promise<string> {
    const who = principal();
    const definition = checked(input.definition);
    const row = {
      id: newId('customApp'),
      tenantId: who.tenantId,
      appId: definition.id,
      name: definition.name,
      createdBy: who.id ?? '',
      createdAt: this.clock.now(),
      version: 1,
    };
    await uniqueOr('definition/id', 'is taken by another custom app', () =>
      this.uow.run(async (em) => {
        ensure('create', 'CustomApp', row);
        const app = em.create(CustomApp, row);
        em.persist(app);
        record(em, { ...about(app, 'created'), changes: difference({}, { appId: app.appId, offered: 1 }) });
        // The app first: the ORM knows nothing of the reference between the two.
        await em.flush();
        em.persist(em.create(CustomAppVersion, this.version(app, 1, definition, input.note)));
      }),
    );
    return row.id;
  }

  /** What is connected from now on, or reauthorized or rotated, is so by this version; the rest goes on as it is. */
  async addVersion(id: string, input: AddCustomAppVersion): Promise<void> {
    await this.uow.run(async (em) => {
      const { app, newest } = await this.load(em, id, 'update', input.version);
      const definition = checked(input.definition);
      if (definition.id !== app.appId)
        throw invalidField('invalid_input', '/definition/id', `must stay ${app.appId}: it is the id of the app`);
      const number = newest.number + 1;
      em.persist(em.create(CustomAppVersion, this.version(app, number, definition, input.note)));
      app.name = definition.name;
      record(em, {
        ...about(app, 'version_added'),
        changes: {
          ...difference({ newest: newest.number }, { newest: number }),
          definition: { before: null, after: differingPointers(newest.definition, definition).slice(0, 50) },
        },
      });
    });
  }

  /** Nothing new is connected with it. The version before it is offered again; what it made goes on. */
  async retire(id: string, input: RetireCustomAppVersion): Promise<void> {
    await this.uow.run(async (em) => {
      const { app } = await this.load(em, id, 'update', input.version);
      const offered = await em.find(CustomAppVersion, { customAppId: id, retiredAt: null });
      const version = offered.find((one) => one.number === input.number);
      if (!version) throw invalidField('invalid_input', '/number', 'is no version that is offered');
      if (offered.length === 1)
        throw invalidField('invalid_input', '/number', 'is the only one that is left: withdraw the app instead');
      version.retiredAt = this.clock.now();
      const [newest] = offered.filter((one) => one !== version).sort((a, b) => b.number - a.number);
      if (newest) app.name = newest.definition.name;
      record(em, {
        ...about(app, 'version_retired'),
        reason: input.reason,
        changes: { version: { before: 'offered', after: 'retired' }, number: { before: null, after: input.number } },
      });
    });
  }

  /** Its connections rest from the commit on. Only by somebody who was told how many they are. */
  async withdraw(id: string, input: WithdrawCustomApp): Promise<void> {
    await this.uow.run(async (em) => {
      const { app } = await this.load(em, id, 'revoke', input.version);
      const connections = await connectionsOf(em, app);
      if (connections !== input.connectionCount)
        throw new Problem('stale_version', {
          detail: `${connections} connections would come to rest, not ${input.connectionCount}.`,
        });
      const now = this.clock.now();
      em.assign(app, { withdrawnAt: now, withdrawReason: input.reason });
      em.persist(
        em.create(AppRule, {
          id: newId('appRule'),
          tenantId: app.tenantId ?? null,
          appId: app.appId,
          kind: 'withdrawn',
          reason: input.reason,
          createdBy: principal().id ?? '',
          createdAt: now,
        }),
      );
      record(em, {
        ...about(app, 'withdrawn'),
        reason: input.reason,
        changes: difference({ withdrawn: false }, { withdrawn: true, connections }),
      });
    });
  }

  /** Its connections come back from the commit on, as they were: they never changed, the rule about their app is gone. */
  async restore(id: string, input: RestoreCustomApp): Promise<void> {
    await this.uow.run(async (em) => {
      const app = await this.lock(em, id, 'restore', input.version);
      if (!app.withdrawnAt) throw new Problem('invalid_transition', { detail: 'The app is not withdrawn.' });
      em.assign(app, { withdrawnAt: null, withdrawReason: null });
      const rule = { tenantId: app.tenantId ?? null, appId: app.appId, kind: 'withdrawn' as const };
      em.remove(await em.findOneOrFail(AppRule, rule));
      record(em, {
        ...about(app, 'restored'),
        reason: input.reason,
        changes: difference({ withdrawn: true }, { withdrawn: false, connections: await connectionsOf(em, app) }),
      });
    });
  }

  private version(app: CustomApp, number: number, definition: AppDefinition, note: string | undefined) {
    return {
      id: newId('customAppVersion'),
      customAppId: app.id,
      tenantId: app.tenantId ?? null,
      number,
      definition,
      note: note ?? null,
      createdBy: principal().id ?? '',
      createdAt: this.clock.now(),
    };
  }

  /** An app that is offered, with its newest version: they are numbered one after the other. */
  private async load(em: EntityManager, id: string, action: 'update' | 'revoke', seen: number | undefined) {
    const app = await this.lock(em, id, action, seen);
    if (app.withdrawnAt) throw new Problem('invalid_transition', { detail: 'The app is withdrawn.' });
    const newest = await em.findOneOrFail(CustomAppVersion, { customAppId: id }, { orderBy: { number: 'desc' } });
    return { app, newest };
  }

  /** Locked, and with the mark of the change on it. */
  private async lock(em: EntityManager, id: string, action: 'update' | 'revoke' | 'restore', seen: number | undefined) {
    const app = await em.findOne(CustomApp, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!app) throw new Problem('not_found');
    ensure(action, 'CustomApp', app);
    refuseStale(seen, app.version);
    app.version += 1;
    return app;
  }
}

/** Whose apps the caller defines. */
export const scopeOfCaller = (): CustomAppScope => (principal().tenantId === null ? 'platform' : 'tenant');

/** The definition with its defaults; refuses it with every fault at its place. */
export function checked(typed: unknown): AppDefinition {
  const result = checkCustomApp(typed, scopeOfCaller());
  if (result.ok) return result.definition;
  throw new Problem('invalid_definition', {
    detail: `/definition${result.faults[0].pointer}: ${result.faults[0].message}`,
    errors: result.faults.map(({ pointer, message }) => ({
      pointer: `/definition${pointer}`,
      code: 'invalid',
      message,
    })),
  });
}

const about = (app: CustomApp, done: string) => ({
  action: `custom_app.${done}`,
  tenantId: app.tenantId ?? null,
  target: { type: 'custom_app', id: app.id, name: app.name },
});
