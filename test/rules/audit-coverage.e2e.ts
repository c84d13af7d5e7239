import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Response } from 'supertest';
import { record } from '../../backend/src/audit/index.ts';
import { Connection } from '../../backend/src/connections/index.ts';
import { UseByDay, UseLedger } from '../../backend/src/credentials/index.ts';
import { runInScope, UnitOfWork, type Principal } from '../../backend/src/platform/index.ts';
import { customDefinition } from '../support/custom-definition.ts';
import { oauthDefinition } from '../support/custom-oauth.ts';
import { connect, publish, requestPublication, startAttempt } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { nameOf, routesOf, type Route } from '../support/routes.ts';
import { anotherSession } from '../support/sessions.ts';
import { postgresAccount } from '../support/targets.ts';
import type { Actor } from '../support/world.ts';

let h: Harness;
let routes: Route[];
beforeAll(async () => {
  h = await startHarness({ background: false });
  routes = routesOf(h);
}, 60_000);
afterAll(() => h.stop());

interface Done {
  reply: Response;
  actor: Actor;
  /** The event's tenant; null: the platform's own chain. */
  tenant: string | null;
  target: string | null;
}

const reason = 'Because of a test.';
let made = 0;
const freshName = () => `Audited ${(made += 1)}`;
const account = () => postgresAccount(h.database);
const fresh = async (actor: Actor) => connect(actor, await account(), freshName());
const admin = () => h.world.acme.admin;
const system = () => h.world.systemAdmin;
const acme = (reply: Response, target: string | null, actor = admin()): Done => ({
  reply,
  actor,
  tenant: h.world.acme.id,
  target,
});
const platform = (reply: Response, target: string | null): Done => ({ reply, actor: system(), tenant: null, target });
const idOf = (reply: Response) => (reply.body as { id: string }).id;
/** Somebody comes back from a provider that they refused. */
async function refusedConsent(appId: string) {
  await admin().post('/oauth-clients', { appId, authMethod: 'oauth2', clientId: 'a', clientSecret: 'b' });
  const started = await admin().post('/connections', { appId, authMethod: 'oauth2', name: freshName() });
  const { attemptId, authorizationUrl } = started.body as { attemptId: string; authorizationUrl: string };
  const asked = new URL(authorizationUrl).searchParams;
  const [, back = ''] = (asked.get('redirect_uri') ?? '').split('/api/v1');
  const reply = await admin().get(`${back}?error=access_denied&state=${asked.get('state') ?? ''}`);
  // Refused is what is done here: its page is a 400.
  return acme(Object.assign(reply, { status: 200 }), attemptId);
}
const define = (id: string) => admin().post('/custom-apps', { definition: customDefinition(id) });
const newMember = async () => {
  const name = freshName();
  const email = `${name.replace(' ', '.')}@example.com`;
  const reply = await admin().post('/memberships', { email, role: 'member', name, password: 'a long password' });
  return { reply, id: idOf(reply) };
};

/** Each command that changes something, done once through HTTP, and the event it must leave. */
const commands: Record<string, [action: string, () => Promise<Done>]> = {
  'POST /session': [
    'session.started',
    async () => {
      const [email, password, name] = [`${freshName().replace(' ', '.')}@example.com`, 'a long password', 'Sina'];
      const added = await admin().post('/memberships', { email, role: 'member', name, password });
      const user = (added.body as { user: { id: string } }).user;
      return acme(
        await h.anonymous.post('/session', { email, password }),
        user.id,
        Object.assign(h.anonymous, { id: user.id, name }),
      );
    },
  ],
  'PATCH /session': [
    'session.membership_changed',
    async () => {
      const me = await admin().get('/me');
      const { id } = (me.body as { memberships: { id: string }[] }).memberships[0] as { id: string };
      return acme(await admin().patch('/session', { membershipId: id }), id);
    },
  ],
  'DELETE /session': [
    'session.ended',
    async () => acme(await (await anotherSession(h, admin())).delete('/session'), admin().id),
  ],
  'POST /tenants': [
    'tenant.created',
    async () => {
      const reply = await system().post('/tenants', { name: 'Initech', slug: 'initech' });
      return platform(reply, idOf(reply));
    },
  ],
  'PATCH /tenants/:id': [
    'tenant.updated',
    async () =>
      platform(
        await system().patch(`/tenants/${h.world.globex.id}`, { name: 'Globex Corporation' }),
        h.world.globex.id,
      ),
  ],
  'POST /custom-apps': [
    'custom_app.created',
    async () => {
      const reply = await define('own-created');
      return acme(reply, idOf(reply));
    },
  ],
  'POST /custom-apps/try': [
    'custom_app.tried',
    async () => {
      const definition = customDefinition('own-tried');
      const { fields } = await account();
      return acme(await admin().post('/custom-apps/try', { definition, authMethod: 'login', fields }), 'own-tried');
    },
  ],
  'POST /custom-apps/:id/versions': [
    'custom_app.version_added',
    async () => {
      const id = idOf(await define('own-versioned'));
      const definition = customDefinition('own-versioned', 'Other words.');
      return acme(await admin().post(`/custom-apps/${id}/versions`, { definition }), id);
    },
  ],
  'POST /custom-apps/:id/retire': [
    'custom_app.version_retired',
    async () => {
      const id = idOf(await define('own-retired'));
      await admin().post(`/custom-apps/${id}/versions`, {
        definition: customDefinition('own-retired', 'Other words.'),
      });
      return acme(await admin().post(`/custom-apps/${id}/retire`, { number: 2, reason }), id);
    },
  ],
  'POST /custom-apps/:id/withdraw': [
    'custom_app.withdrawn',
    async () => {
      const id = idOf(await define('own-withdrawn'));
      return acme(await admin().post(`/custom-apps/${id}/withdraw`, { reason, connectionCount: 0 }), id);
    },
  ],
  'POST /custom-apps/:id/restore': [
    'custom_app.restored',
    async () => {
      const id = idOf(await define('own-restored'));
      await admin().post(`/custom-apps/${id}/withdraw`, { reason, connectionCount: 0 });
      return acme(await admin().post(`/custom-apps/${id}/restore`, { reason }), id);
    },
  ],
  'PUT /tenants/:id/apps/:appId': [
    'app.blocked',
    async () => ({
      ...acme(await system().put(`/tenants/${h.world.acme.id}/apps/zendesk`, { blocked: true, reason }), 'zendesk'),
      actor: system(),
    }),
  ],
  'PUT /apps/:id/rule': [
    'app.blocked',
    async () => platform(await system().put('/apps/zoom/rule', { blocked: true, reason }), 'zoom'),
  ],
  'POST /users': [
    'user.created',
    async () => {
      const reply = await system().post('/users', {
        name: 'Ulla',
        email: 'ulla@example.com',
        password: 'a long password',
      });
      return platform(reply, idOf(reply));
    },
  ],
  'PATCH /users/:id': [
    'user.updated',
    async () =>
      platform(
        await system().patch(`/users/${h.world.globex.member.id}`, { name: 'Renamed' }),
        h.world.globex.member.id,
      ),
  ],
  'POST /memberships': [
    'membership.created',
    async () => {
      const { reply, id } = await newMember();
      return acme(reply, id);
    },
  ],
  'PATCH /memberships/:id': [
    'membership.role_changed',
    async () => {
      const { id } = await newMember();
      return acme(await admin().patch(`/memberships/${id}`, { role: 'tenant_admin' }), id);
    },
  ],
  'DELETE /memberships/:id': [
    'membership.removed',
    async () => {
      const { id } = await newMember();
      return acme(await admin().delete(`/memberships/${id}`), id);
    },
  ],
  'POST /api-keys': [
    'api_key.created',
    async () => {
      const reply = await admin().post('/api-keys', { name: freshName() });
      return acme(reply, idOf(reply));
    },
  ],
  'POST /api-keys/:id/revoke': [
    'api_key.revoked',
    async () => {
      const id = idOf(await admin().post('/api-keys', { name: freshName() }));
      return acme(await admin().post(`/api-keys/${id}/revoke`, { reason }), id);
    },
  ],
  'POST /connections': [
    'attempt.started',
    async () => {
      const { fields } = await account();
      const reply = await admin().post('/connections', {
        appId: 'postgresql',
        authMethod: 'login',
        name: freshName(),
        fields,
      });
      return acme(reply, (reply.body as { attemptId: string }).attemptId);
    },
  ],
  'GET /connections/:attemptId/test': [
    'attempt.succeeded',
    async () => {
      const attempt = await startAttempt(admin(), await account(), freshName());
      return acme(await admin().get(`/connections/${attempt}/test`), attempt);
    },
  ],
  'POST /connections/:attemptId/choice': [
    'attempt.chosen',
    async () => {
      const attempt = await startAttempt(admin(), await account(), freshName());
      const choices = { lookup: 'site', question: 'Which site?', items: [{ id: 'north', label: 'North' }] };
      await h.database.sql('update attempt set choices = $2::jsonb where id = $1', [
        parseId('attempt', attempt),
        JSON.stringify(choices),
      ]);
      return acme(await admin().post(`/connections/${attempt}/choice`, { id: 'north' }), attempt);
    },
  ],
  'POST /connections/:id/debug': [
    'connection.debug_started',
    async () => {
      const id = await fresh(admin());
      return acme(await admin().post(`/connections/${id}/debug`, { minutes: 15 }), id);
    },
  ],
  'POST /connections/:id/debug/stop': [
    'connection.debug_stopped',
    async () => {
      const id = await fresh(admin());
      await admin().post(`/connections/${id}/debug`, { minutes: 15 });
      return acme(await admin().post(`/connections/${id}/debug/stop`), id);
    },
  ],
  'POST /connections/:id/reviews': [
    'connection.reviewed',
    async () => {
      const id = await fresh(admin());
      return acme(await admin().post(`/connections/${id}/reviews`, { note: reason }), id);
    },
  ],
  'POST /connections/:id/rotate': [
    'connection.rotated',
    async () => {
      const target = await account();
      const id = await connect(admin(), target, freshName());
      const password = await target.changePassword();
      return acme(await admin().post(`/connections/${id}/rotate`, { fields: { password } }), id);
    },
  ],
  'POST /connections/:id/reauthorize': [
    'attempt.started',
    async () => {
      const target = await account();
      const id = await connect(admin(), target, freshName());
      const reply = await admin().post(`/connections/${id}/reauthorize`, {
        fields: { password: target.fields.password },
      });
      return acme(reply, (reply.body as { attemptId: string }).attemptId);
    },
  ],
  'PATCH /connections/:id': [
    'connection.updated',
    async () => {
      const id = await fresh(admin());
      return acme(await admin().patch(`/connections/${id}`, { name: freshName() }), id);
    },
  ],
  'GET /connections/:id/check': [
    'connection.checked',
    async () => {
      const id = await fresh(admin());
      return acme(await admin().get(`/connections/${id}/check`), id);
    },
  ],
  'POST /connections/:id/revoke': [
    'connection.revoked',
    async () => {
      const id = await fresh(h.world.acme.member);
      return acme(await h.world.acme.member.post(`/connections/${id}/revoke`, { reason }), id, h.world.acme.member);
    },
  ],
  'POST /publication-requests': [
    'publication_request.created',
    async () => {
      const reply = await admin().post('/publication-requests', {
        connectionId: await fresh(admin()),
        justification: reason,
      });
      return acme(reply, idOf(reply));
    },
  ],
  'POST /publication-requests/:id/approve': [
    'publication_request.approved',
    async () => {
      const id = await requestPublication(admin(), await fresh(admin()));
      return acme(await system().post(`/publication-requests/${id}/approve`, { reason }), id, system());
    },
  ],
  'POST /publication-requests/:id/deny': [
    'publication_request.denied',
    async () => {
      const id = await requestPublication(admin(), await fresh(admin()));
      return acme(await system().post(`/publication-requests/${id}/deny`, { reason }), id, system());
    },
  ],
  'POST /publication-requests/:id/withdraw': [
    'publication_request.withdrawn',
    async () => {
      const id = await requestPublication(admin(), await fresh(admin()));
      return acme(await admin().post(`/publication-requests/${id}/withdraw`, { reason }), id);
    },
  ],
  'POST /global-connections/:id/revoke': [
    'global_connection.revoked',
    async () => {
      const id = await publish(h, admin(), await fresh(admin()));
      return platform(await system().post(`/global-connections/${id}/revoke`, { reason }), id);
    },
  ],
  'GET /global-connections/:id/check': [
    'global_connection.checked',
    async () => {
      const id = await publish(h, admin(), await fresh(admin()));
      return platform(await system().get(`/global-connections/${id}/check`), id);
    },
  ],
  'POST /global-connections/:id/rotate': [
    'global_connection.rotated',
    async () => {
      const target = await account();
      const id = await publish(h, admin(), await connect(admin(), target, freshName()));
      const password = await target.changePassword();
      return platform(await system().post(`/global-connections/${id}/rotate`, { fields: { password } }), id);
    },
  ],
  'POST /credentials/resolve': [
    'credential.resolved',
    async () => {
      const connectionId = await fresh(admin());
      const reply = await h.world.acme.workflow.post('/credentials/resolve', { connectionId, workflow: 'Nightly' });
      await h.app.get(UseLedger).flush();
      return acme(reply, connectionId, h.world.acme.workflow);
    },
  ],
  'POST /oauth-clients': [
    'oauth_client.created',
    async () => {
      const reply = await admin().post('/oauth-clients', {
        appId: 'jira',
        authMethod: 'oauth2',
        clientId: 'a',
        clientSecret: 'b',
      });
      return acme(reply, idOf(reply));
    },
  ],
  'PATCH /oauth-clients/:id': [
    'oauth_client.updated',
    async () => {
      const id = idOf(
        await admin().post('/oauth-clients', {
          appId: 'linear',
          authMethod: 'oauth2',
          clientId: 'a',
          clientSecret: 'b',
        }),
      );
      return acme(await admin().patch(`/oauth-clients/${id}`, { clientSecret: 'c' }), id);
    },
  ],
  'DELETE /oauth-clients/:id': [
    'oauth_client.removed',
    async () => {
      const id = idOf(
        await admin().post('/oauth-clients', {
          appId: 'notion',
          authMethod: 'oauth2',
          clientId: 'a',
          clientSecret: 'b',
        }),
      );
      return acme(await admin().delete(`/oauth-clients/${id}`), id);
    },
  ],
  'GET /oauth/callback': ['attempt.failed', () => refusedConsent('airtable')],
  'GET /oauth/callback/:customAppId': [
    'attempt.failed',
    async () => {
      await admin().post('/custom-apps', { definition: oauthDefinition('own-consented') });
      return refusedConsent('own-consented');
    },
  ],
  'PUT /rotation/policies': [
    'rotation_policy.set',
    async () => acme(await admin().put('/rotation/policies', { appId: 'postgresql', days: 30 }), null),
  ],
  'POST /reports/rotation/sign-offs': [
    'rotation_report.signed_off',
    async () => {
      const { compliance } = h.world;
      const { digest } = (await compliance.get('/reports/rotation')).body as { digest: string };
      const reply = await compliance.post('/reports/rotation/sign-offs', { statement: reason, digest });
      return { reply, actor: compliance, tenant: null, target: idOf(reply) };
    },
  ],
  'POST /rotation/reminder-runs': [
    'reminder_run.started',
    async () => {
      const reply = await admin().post('/rotation/reminder-runs');
      return acme(reply, idOf(reply));
    },
  ],
};

interface EventRow {
  tenant_id: string | null;
  actor_id: string;
  actor_name: string;
  target_id: string | null;
  request_id: string | null;
}
const eventsOf = (action: string) =>
  h.database.sql<EventRow>(
    'select tenant_id, actor_id, actor_name, target_id, request_id from audit_event where action = $1 order by at',
    [action],
  );
const countOf = async (action: string) => (await eventsOf(action)).length;

test('every route that changes something says what it records, or why it records nothing', () => {
  for (const route of routes.filter((one) => one.method !== 'GET' || one.audit)) {
    const records = route.audit?.every((action) => /^[a-z_]+\.[a-z_]+$/.test(action));
    expect([nameOf(route), records ?? (route.noAudit ?? '').length > 10]).toEqual([nameOf(route), true]);
  }
});

test('every command that is recorded is tried here, with an action that its route declares', () => {
  const recorded = routes.filter((route) => route.audit);
  expect(recorded.map(nameOf).sort()).toEqual(
    Object.keys(commands)
      .filter((name) => recorded.some((route) => nameOf(route) === name))
      .sort(),
  );
  for (const route of recorded)
    expect([nameOf(route), route.audit]).toEqual([
      nameOf(route),
      expect.arrayContaining([commands[nameOf(route)]?.[0]]),
    ]);
});

describe.each(Object.entries(commands))('%s', (name, [action, act]) => {
  test(`leaves ${action}, in the right chain, with who did it, to what, and in which request`, async () => {
    if (!routes.some((route) => nameOf(route) === name)) throw new Error(`there is no route ${name} any more`);
    const before = await countOf(action);
    const { reply, actor, tenant, target } = await act();
    expect({ status: reply.status, text: reply.status < 300 ? '' : reply.text }).toEqual({
      status: expect.any(Number),
      text: '',
    });
    const events = (await eventsOf(action)).slice(before);
    const event = events.find((one) => target === null || one.target_id === target);
    expect(event).toMatchObject({
      tenant_id: tenant === null ? null : parseId('tenant', tenant),
      actor_id: actor.id,
      actor_name: actor.name,
      ...(target !== null && { target_id: target }),
    });
    // Uses are counted over many requests, so their events name none.
    if (action !== 'credential.resolved') expect(event?.request_id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

const adminPrincipal = (): Principal => ({
  kind: 'user',
  id: admin().id,
  name: admin().name,
  role: 'tenant_admin',
  tenantId: h.world.acme.id,
  tenantName: 'Acme',
});
const inTheirName = <T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> =>
  runInScope({ requestId: null, principal: adminPrincipal() }, () => work(h.app.get(UnitOfWork)));
const nameNow = async (id: string) =>
  (await h.database.sql<{ name: string }>('select name from connection where id = $1', [parseId('connection', id)]))[0]
    ?.name;

test('a command that is refused leaves no event of having happened', async () => {
  const [first, second] = [await fresh(admin()), await fresh(admin())];
  const taken = await nameNow(first);
  const before = await countOf('connection.updated');
  expect((await admin().patch(`/connections/${second}`, { name: taken })).body).toMatchObject({
    status: 409,
    code: 'name_taken',
  });
  expect(await countOf('connection.updated')).toBe(before);
});

test('an event is rolled back together with the change it was recorded for', async () => {
  const id = await fresh(admin());
  const name = await nameNow(id);
  const failing = inTheirName((uow) =>
    uow.run(async (em) => {
      (await em.findOneOrFail(Connection, { id })).name = 'Rolled back';
      record(em, { action: 'connection.half_done' });
      await em.flush();
      throw new Error('on second thoughts');
    }),
  );
  await expect(failing).rejects.toThrow('on second thoughts');
  expect([await nameNow(id), await countOf('connection.half_done')]).toEqual([name, 0]);
});

test('a change that nobody recorded is refused, and nothing of it is stored', async () => {
  const id = await fresh(admin());
  const name = await nameNow(id);
  const rename = (em: { findOneOrFail(entity: typeof Connection, where: { id: string }): Promise<Connection> }) =>
    em.findOneOrFail(Connection, { id }).then((connection) => void (connection.name = 'Unrecorded'));
  await expect(inTheirName((uow) => uow.run((em) => rename(em)))).rejects.toThrow('unaudited change');
  const inSteps = inTheirName((uow) =>
    uow.run(async (em) => {
      await rename(em);
      await em.flush();
      await em.findOneOrFail(Connection, { id });
      await em.flush();
    }),
  );
  await expect(inSteps).rejects.toThrow('unaudited change');
  const lostInASavepoint = inTheirName((uow) =>
    uow.run(async (em) => {
      await em
        .transactional((inner) => {
          record(inner, { action: 'connection.half_done' });
          return inner.flush().then(() => Promise.reject(new Error('savepoint')));
        })
        .catch(() => undefined);
      await rename(em);
    }),
  );
  await expect(lostInASavepoint).rejects.toThrow('unaudited change');
  expect(await nameNow(id)).toBe(name);
});

test('a change outside of a unit of work is refused', async () => {
  const em = h.app.get(EntityManager).fork();
  em.persist(em.create(UseByDay, { tenantId: h.world.acme.id, day: '2026-01-01', uses: 1, denied: 0 }));
  await expect(em.flush()).rejects.toThrow('change outside a unit of work');
});
