import {
  choicesIn,
  connectionMachine,
  type AttemptTest,
  type AttemptView,
  type CreateConnection,
  type MethodDefinition,
  type ReauthorizeConnection,
  type RotateConnection,
} from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import {
  AppCatalog,
  askedFields,
  availability,
  readCredentialForm,
  refuseResting,
  restOfApp,
  type CredentialForm,
} from '../apps/index.ts';
import { record } from '../audit/index.ts';
import { Connection, lockConnection, testError } from '../connections/index.ts';
import {
  Clock,
  faultPoint,
  invalidField,
  minutes,
  newId,
  next,
  principal,
  Problem,
  refuseStale,
  tenantOf,
  UnitOfWork,
} from '../platform/index.ts';
import { SecretLedger, SecretStore, tenantPlace } from '../secrets/index.ts';
import { AttemptTests } from './attempt-tests.ts';
import { Attempt } from './attempt.entity.ts';
import { Authorizations, type StartedAuthorization } from './authorizations.ts';
import { attemptView } from './attempt.view.ts';

/** A form that was sent has this long to pass its test. */
const lifetime = minutes(60);

interface Draft {
  kind: Attempt['kind'];
  appId: string;
  /** For the audit trail, where it stays the name of this time. */
  appName: string;
  appVersion: number | null;
  methodKey: string;
  name: string;
  connectionId: string | null;
  /** What the connection stands for among several that the credential may reach. */
  chosen: Record<string, string>;
  /** What the connection was granted before; null for a new one. */
  previousScopes: string[] | null;
  confirmAccountChange: boolean;
  form: CredentialForm;
  started: StartedAuthorization | undefined;
}

/** Starts attempts: the intent is committed first, then the draft secret is written, then the test decides. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly store: SecretStore,
    private readonly ledger: SecretLedger,
    private readonly tests: AttemptTests,
    private readonly authorizations: Authorizations,
    private readonly clock: Clock,
  ) {}

  /** Takes the credential of a new connection. Nothing is a connection until its test has passed. */
  async create(input: CreateConnection): Promise<AttemptView> {
    const who = principal();
    const offered = await this.apps.offered(input.appId, input.authMethod);
    const { app, method } = offered;
    const { available, reason } = availability(method, true);
    if (!available) throw new Problem('app_unavailable', { ...(reason !== null && { detail: reason }) });
    const form = readCredentialForm(method, input.fields);
    const { attempt, started } = await this.uow.run(async (em) => {
      ensure('create', 'Connection', { tenantId: who.tenantId, ownerId: who.id });
      refuseResting(await restOfApp(em, app.id));
      const taken = await em.findOne(Connection, {
        tenantId: tenantOf(who),
        appId: app.id,
        name: { $ilike: literal(input.name) },
        state: { $ne: 'revoked' },
      });
      if (taken) throw invalidField('name_taken', '/name', 'is taken by another connection of this app');
      const started = await this.authorizations.start(em, { ...offered, form });
      const attempt = this.open(em, {
        kind: 'create',
        appId: app.id,
        appName: app.name,
        appVersion: offered.custom?.number ?? null,
        methodKey: method.key,
        name: input.name,
        connectionId: null,
        chosen: {},
        previousScopes: null,
        confirmAccountChange: false,
        form,
        started,
      });
      return { attempt, started };
    });
    await this.writeDraft(attempt, form, started);
    return attemptView(attempt, await this.addressOf(attempt, started));
  }

  /** Takes a new credential for a connection, to be tested; the one in use stays until the test has passed. */
  async reauthorize(connectionId: string, input: ReauthorizeConnection): Promise<AttemptView> {
    const { attempt, form, started } = await this.replace('reauthorize', connectionId, input);
    await this.writeDraft(attempt, form, started);
    return attemptView(attempt, await this.addressOf(attempt, started));
  }

  /** Replaces the credential in one call: the new one is tested, then takes over, then the old one is destroyed. */
  async rotate(connectionId: string, input: RotateConnection): Promise<AttemptTest> {
    const { attempt, form } = await this.replace('rotate', connectionId, input);
    await this.writeDraft(attempt, form);
    return this.tests.run(attempt.id, form.secrets);
  }

  private replace(kind: 'reauthorize' | 'rotate', connectionId: string, input: RotateConnection) {
    return this.uow.run(async (em) => {
      const connection = await lockConnection(em, connectionId);
      ensure(kind, 'Connection', connection);
      refuseStale(input.version, connection.version);
      next(connectionMachine, connection.state, kind);
      // Rotating stays possible: a credential that leaked is replaced whether its app rests or not.
      if (kind === 'reauthorize') refuseResting(connection.rest);
      // A custom app: here, and only here, a connection comes to the version that is offered now.
      const offered = await this.apps.offered(connection.appId, connection.methodKey);
      const { method } = offered;
      if (kind === 'rotate' && method.kind === 'oauth2_authorization_code')
        throw new Problem('oauth_unsupported', {
          detail: 'There is nothing to type: reauthorize the connection instead.',
        });
      // What is no secret need not be typed again.
      const form = readCredentialForm(method, { ...keptOf(method, connection.config), ...input.fields });
      const started = await this.authorizations.start(em, { ...offered, form });
      const { appId, methodKey, name } = connection;
      const attempt = this.open(em, {
        kind,
        appId,
        appName: offered.app.name,
        appVersion: offered.custom?.number ?? null,
        methodKey,
        name,
        connectionId,
        chosen: choicesIn(method, connection.filled),
        previousScopes: connection.grantedScopes,
        confirmAccountChange: input.confirmAccountChange,
        form,
        started,
      });
      return { attempt, form, started };
    });
  }

  private open(em: EntityManager, draft: Draft): Attempt {
    const who = principal();
    const { form, started, appName, ...rest } = draft;
    const lifetimeMs = started?.lifetimeMs ?? lifetime;
    const secret = this.ledger.intendTenant(em, tenantOf(who), lifetimeMs + minutes(5));
    const attempt = em.create(Attempt, {
      id: newId('attempt'),
      tenantId: tenantOf(who),
      ...rest,
      state: 'pending',
      config: form.config,
      secretFields: Object.keys(form.secrets),
      secretId: secret.id,
      updatedExisting: false,
      createdBy: who.id ?? '',
      createdAt: this.clock.now(),
      expiresAt: this.clock.in(lifetimeMs),
      version: 1,
      refreshable: false,
      grantedScopes: [],
      filled: {},
      ...started?.columns,
    });
    em.persist(attempt);
    record(em, {
      action: 'attempt.started',
      ownerId: who.id,
      target: { type: 'attempt', id: attempt.id, name: draft.name },
      changes: {
        app: { before: null, after: appName },
        appId: { before: null, after: draft.appId },
        method: { before: null, after: draft.methodKey },
        kind: { before: null, after: draft.kind },
        secretFields: { before: null, after: attempt.secretFields },
      },
    });
    return attempt;
  }

  /** A provider that does not take the request ends the attempt: the person was never sent there. */
  private async addressOf(attempt: Attempt, started?: StartedAuthorization): Promise<string | undefined> {
    try {
      return await started?.authorizationUrl?.();
    } catch (error) {
      const told = error instanceof Problem ? error.message : 'The authorization could not be started.';
      await this.tests.reject(attempt.id, testError('authorization_rejected', told));
      throw error;
    }
  }

  private async writeDraft(attempt: Attempt, form: CredentialForm, started?: StartedAuthorization): Promise<void> {
    faultPoint(attempt.kind === 'create' ? 'connect.intended' : 'rotate.intended');
    try {
      await this.store.write(tenantPlace(attempt.tenantId, attempt.secretId ?? ''), {
        ...form.secrets,
        ...started?.secrets,
      });
    } catch (error) {
      await this.tests.abandon(attempt.id);
      throw error;
    }
    faultPoint(attempt.kind === 'create' ? 'connect.written' : 'rotate.written');
  }
}

/** What is stored of fields that the method still asks for. */
function keptOf(method: MethodDefinition, config: Record<string, string>): Record<string, string> {
  const asked = new Set(askedFields(method).map((field) => field.key));
  return Object.fromEntries(Object.entries(config).filter(([key]) => asked.has(key)));
}

const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
