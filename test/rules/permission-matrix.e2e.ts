import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Action, Role, Subject } from '@drawbridge/catalog';
import type { Client } from '../support/client.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { seedObjects, unknownIds, type Objects } from '../support/objects.ts';
import { bodyFor, kindsIn, methodOf, nameOf, pathWith, routesOf, type Route } from '../support/routes.ts';
import { anotherSession } from '../support/sessions.ts';

/** Who may do what, as the product promises it: written by hand, so that a rule that changes by mistake is seen here. */
const people: Role[] = ['system_admin', 'compliance', 'tenant_admin', 'member'];
const platform: Role[] = ['system_admin', 'compliance'];
const tenant: Role[] = ['tenant_admin', 'member'];
const promised: Partial<Record<`${Action} ${Subject}`, Role[]>> = {
  'read Session': people,
  'update Session': people,
  'read Notification': people,
  'update Notification': people,
  'read App': people,
  'read GlobalConnection': people,
  'revoke GlobalConnection': ['system_admin'],
  'rotate GlobalConnection': ['system_admin'],
  'read Connection': ['compliance', ...tenant],
  'create Connection': tenant,
  'update Connection': tenant,
  'check Connection': tenant,
  'debug Connection': tenant,
  'rotate Connection': tenant,
  'reauthorize Connection': tenant,
  'revoke Connection': tenant,
  'read ConnectionReview': ['compliance', 'tenant_admin'],
  'create ConnectionReview': ['tenant_admin'],
  'read Attempt': tenant,
  'create Attempt': tenant,
  'read Usage': people,
  'request_publication Connection': ['tenant_admin'],
  'read PublicationRequest': [...platform, 'tenant_admin'],
  'withdraw PublicationRequest': ['tenant_admin'],
  'approve PublicationRequest': ['system_admin'],
  'deny PublicationRequest': ['system_admin'],
  'read AuditEvent': people,
  'export AuditEvent': [...platform, 'tenant_admin'],
  'verify AuditEvent': [...platform, 'tenant_admin'],
  'read CustomApp': [...platform, 'tenant_admin'],
  'create CustomApp': ['system_admin', 'tenant_admin'],
  'update CustomApp': ['system_admin', 'tenant_admin'],
  'revoke CustomApp': ['system_admin', 'tenant_admin'],
  'restore CustomApp': ['system_admin', 'tenant_admin'],
  'read AppRule': platform,
  'update AppRule': ['system_admin'],
  'read Tenant': [...platform, 'tenant_admin'],
  'create Tenant': ['system_admin'],
  'update Tenant': ['system_admin'],
  'read User': platform,
  'create User': ['system_admin'],
  'update User': ['system_admin'],
  'read Membership': [...platform, 'tenant_admin'],
  'create Membership': ['system_admin', 'tenant_admin'],
  'update Membership': ['system_admin', 'tenant_admin'],
  'revoke Membership': ['system_admin', 'tenant_admin'],
  'read ApiKey': ['compliance', 'tenant_admin'],
  'create ApiKey': ['tenant_admin'],
  'revoke ApiKey': ['tenant_admin'],
  'read OAuthClient': [...platform, 'tenant_admin'],
  'create OAuthClient': ['system_admin', 'tenant_admin'],
  'update OAuthClient': ['system_admin', 'tenant_admin'],
  'read RotationDue': people,
  'read RotationReport': [...platform, 'tenant_admin'],
  'sign_off RotationReport': ['compliance'],
  'read SignOff': platform,
  'read RotationPolicy': people,
  'update RotationPolicy': ['system_admin', 'tenant_admin'],
  'read ReminderRun': people,
  'run ReminderRun': people,
  'resolve Credential': ['workflow'],
};
const anybody = ['POST /session', 'GET /health/live', 'GET /health/ready'];

let h: Harness;
let acme: Objects;
let routes: Route[];
beforeAll(async () => {
  h = await startHarness({ background: false });
  acme = await seedObjects(h, h.world.acme);
  routes = routesOf(h);
}, 60_000);
afterAll(() => h.stop());

const actors = (): Record<Role, Client> => ({
  system_admin: h.world.systemAdmin,
  compliance: h.world.compliance,
  tenant_admin: h.world.acme.admin,
  member: h.world.acme.member,
  workflow: h.world.acme.workflow,
});

/** Signing out ends the session it is called with, so it is called with one of its own. */
async function clientFor(route: Route, role: Role): Promise<Client> {
  const { systemAdmin, compliance, acme: own } = h.world;
  const person = { system_admin: systemAdmin, compliance, tenant_admin: own.admin, member: own.member }[
    role as Exclude<Role, 'workflow'>
  ];
  return nameOf(route) === 'DELETE /session' && person ? anotherSession(h, person) : actors()[role];
}

async function call(client: Client, route: Route, ids = unknownIds()) {
  const sent = client.call(methodOf(route), pathWith(route, ids));
  const body = bodyFor(
    route,
    new Proxy(ids, { get: (all, kind) => (kind === 'tenant' ? h.world.acme.id : all[kind as 'tenant']) }),
  );
  const reply = await (body ? sent.send(body) : sent);
  return { status: reply.status, code: (reply.body as { code?: string }).code };
}

test('every route has a row in the table of who may call it', () => {
  expect(routes.length).toBeGreaterThan(40);
  for (const route of routes) {
    if (route.isPublic) expect(anybody).toContain(nameOf(route));
    else
      expect({
        route: nameOf(route),
        roles: promised[`${route.permission?.action} ${route.permission?.subject}` as 'read App'],
      }).toEqual({ route: nameOf(route), roles: expect.any(Array) });
  }
});

test('nobody gets past a route without signing in, unless it is for anybody', async () => {
  for (const route of routes) {
    const reply = await call(h.anonymous, route);
    if (route.isPublic) expect({ route: nameOf(route), ...reply }).not.toMatchObject({ code: 'unauthenticated' });
    else
      expect({ route: nameOf(route), ...reply }).toEqual({
        route: nameOf(route),
        status: 401,
        code: 'unauthenticated',
      });
  }
});

test.each(Object.keys({ system_admin: 0, compliance: 0, tenant_admin: 0, member: 0, workflow: 0 }) as Role[])(
  '%s is let through to what the product promises, and refused everything else',
  async (role) => {
    for (const route of routes) {
      const reply = await call(await clientFor(route, role), route);
      const where = `${role} ${nameOf(route)}`;
      const allowed =
        route.isPublic ||
        promised[`${route.permission?.action} ${route.permission?.subject}` as 'read App']?.includes(role);
      if (!allowed) expect({ where, ...reply }).toEqual({ where, status: 403, code: 'forbidden' });
      else {
        expect([where, reply.status >= 500 || reply.status === 403 ? reply : 'let through']).toEqual([
          where,
          'let through',
        ]);
        const namesAnObject = kindsIn(route).some((kind) => kind !== 'app');
        if (namesAnObject) expect({ where, ...reply }).toEqual({ where, status: 404, code: 'not_found' });
      }
    }
  },
);

test("another tenant's administrator finds nothing at the address of a foreign object", async () => {
  // Published copies are everybody's to read; people who are named by an id are the system admin's.
  const shared = new Set(['globalConnection', 'app']);
  for (const route of routes.filter((one) => kindsIn(one).some((kind) => !shared.has(kind)))) {
    const allowed =
      promised[`${route.permission?.action} ${route.permission?.subject}` as 'read App']?.includes('tenant_admin');
    const where = nameOf(route);
    const expected = allowed ? { status: 404, code: 'not_found' } : { status: 403, code: 'forbidden' };
    expect({ where, ...(await call(h.world.globex.admin, route, acme.ids)) }).toEqual({ where, ...expected });
  }
});

test('a member may not change what a colleague connected, though they may use it', async () => {
  const { member } = h.world.acme;
  const { connection } = acme.ids;
  expect((await member.get(`/connections/${connection}`)).status).toBe(200);
  for (const reply of [
    await member.patch(`/connections/${connection}`, { name: 'Mine now' }),
    await member.post(`/connections/${connection}/rotate`, { fields: { password: 'p' } }),
    await member.post(`/connections/${connection}/reauthorize`, { fields: { password: 'p' } }),
    await member.post(`/connections/${connection}/debug`, { minutes: 15 }),
    await member.get(`/connections/${connection}/debug`),
    await member.post(`/connections/${connection}/revoke`, { reason: 'Mine now' }),
  ])
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status: 403, code: 'forbidden' });
});

test('the API documentation and the health checks answer anybody, and an unknown address is not found', async () => {
  const docs = await h.app.inject({ url: '/api/docs-json' });
  expect(docs.statusCode).toBe(200);
  const paths = Object.keys(docs.json<{ paths: object }>().paths).map((path) =>
    path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1'),
  );
  expect(new Set(paths)).toEqual(new Set(routes.map((route) => route.path)));
  expect((await h.app.inject({ url: '/health/live' })).statusCode).toBe(200);
  expect((await h.app.inject({ url: '/health/ready' })).statusCode).toBe(200);
  expect((await h.anonymous.get('/nothing/here')).body).toMatchObject({ status: 404, code: 'not_found' });
});
