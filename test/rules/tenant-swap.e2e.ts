import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId, type IdKind } from '@drawbridge/catalog';
import { Denials } from '../../backend/src/audit/index.ts';
import { UseLedger } from '../../backend/src/credentials/index.ts';
import type { Client } from '../support/client.ts';
import { publish } from '../support/connecting.ts';
import { connectApp, defineApp, freshAppId } from '../support/custom-apps.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { seedObjects, type Ids, type Objects } from '../support/objects.ts';
import { bodyFor, methodOf, nameOf, pathWith, queryParameters, routesOf, type Route } from '../support/routes.ts';
import { rowsOfTenant } from '../support/rows.ts';

let h: Harness;
let acme: Objects;
let globex: Objects;
let routes: Route[];
let queryOf: (route: Route) => string[];
beforeAll(async () => {
  h = await startHarness({ background: false });
  acme = await seedObjects(h, h.world.acme);
  globex = await seedObjects(h, h.world.globex);
  queryOf = queryParameters(h);
  routes = routesOf(h).filter((route) => !route.isPublic && nameOf(route) !== 'DELETE /session');
}, 60_000);
afterAll(() => h.stop());

interface Call {
  name: string;
  route: Route;
  path: string;
  body: object | undefined;
  headers: Record<string, string>;
}

const kinds: IdKind[] = [
  'tenant',
  'user',
  'membership',
  'apiKey',
  'connection',
  'publicationRequest',
  'globalConnection',
  'auditEvent',
  'notification',
  'reminderRun',
  'signOff',
];
const worthTrying: Record<string, IdKind[]> = {
  tenantId: ['tenant'],
  ownerId: ['user'],
  connectionId: ['connection'],
  actorId: ['user', 'apiKey'],
  targetId: ['connection', 'publicationRequest', 'membership'],
  against: ['signOff'],
  q: ['connection'],
  cursor: kinds,
};

/** What an attacker of another tenant can put in each place that takes an id. */
function callsFor(route: Route, ids: Ids = acme.ids): Call[] {
  const body = bodyFor(route, ids);
  const own = bodyFor(route, globex.ids);
  const path = pathWith(route, ids);
  const tenantFields = {
    tenantId: acme.ids.tenant,
    tenant_id: parseId('tenant', acme.ids.tenant),
    ownerId: acme.ids.user,
  };
  const headers = {
    'x-tenant-id': acme.ids.tenant,
    'x-drawbridge-tenant': acme.ids.tenant,
    'x-original-url': '/api/v1/connections',
    'x-forwarded-user': acme.ids.user,
  };
  const call = (name: string, more: Partial<Call>): Call => ({
    name: `${nameOf(route)} with ${name}`,
    route,
    path,
    body,
    headers: {},
    ...more,
  });
  const foreign: [string, string][] = queryOf(route).flatMap((name) =>
    (worthTrying[name] ?? []).map((kind): [string, string] => [name, acme.ids[kind]]),
  );
  return [
    call('foreign ids', {}),
    call('foreign ids and tenant headers', { headers }),
    call('own ids and tenant headers', {
      path: pathWith(route, globex.ids),
      body: own && { ...own, tenantId: acme.ids.tenant },
      headers,
    }),
    ...(body ? [call('foreign ids and tenant fields', { body: { ...body, ...tenantFields } })] : []),
    ...(body ? [call('an own path and foreign ids in the body', { path: pathWith(route, globex.ids) })] : []),
    call('a tenant in the query', { path: `${path}?${new URLSearchParams(tenantFields).toString()}` }),
    ...foreign.map(([name, id]) =>
      call(`a foreign ${name}`, {
        path: `${pathWith(route, globex.ids)}?${new URLSearchParams({ [name]: id }).toString()}`,
      }),
    ),
  ];
}

async function leaksOf(client: Client, { route, path, body, headers }: Call): Promise<string[]> {
  const sent = client.call(methodOf(route), path).set(headers);
  const reply = await (body ? sent.send(body) : sent);
  if (reply.status >= 500) return [`answers ${reply.status}`];
  // What the caller sent may come back to them; what they could not know may not.
  const known = path + JSON.stringify(body ?? {});
  // Copies are made for everybody: their names, and the accounts they use, are no secret.
  // So are ids: of copies, which are everybody's, and of what the caller named before, in their own audit trail.
  const secretIds = route.path.startsWith('/audit-events')
    ? []
    : Object.entries(acme.ids).flatMap(([kind, id]) => (kind === 'globalConnection' ? [] : [id]));
  const secrets = [...acme.canaries, ...secretIds];
  const text = `${reply.text ?? ''}${JSON.stringify(reply.headers)}`.replaceAll(/[\w-]+ source/g, '');
  return secrets.filter((secret) => !known.includes(secret) && text.includes(secret));
}

// The administrator comes last: with their own ids they do revoke their own key.
test.each(['workflow', 'member', 'admin'] as const)(
  "whatever ids of Acme another tenant's %s sends, nothing of Acme is read or changed",
  async (who) => {
    const before = await rowsOfTenant(h.database, acme.ids.tenant);
    expect(Object.keys(before).length).toBeGreaterThan(9);
    const found: string[] = [];
    for (const route of routes)
      for (const call of callsFor(route)) {
        const leaks = await leaksOf(h.world.globex[who], call);
        if (leaks.length > 0) found.push(`${call.name}: ${leaks.join(', ')}`);
      }
    await h.app.get(Denials).settled();
    await h.app.get(UseLedger).flush();
    expect((await h.world.globex[who].get('/apps')).status).not.toBe(401);
    expect(found).toEqual([]);
    expect(await rowsOfTenant(h.database, acme.ids.tenant)).toEqual(before);
  },
  120_000,
);

test("the published copy of a tenant's own app opens that tenant's app to nobody", async () => {
  const appId = freshAppId();
  const customApp = await defineApp(h.world.acme.admin, appId);
  const connection = await connectApp(h, h.world.acme.admin, appId);
  const globalConnection = await publish(h, h.world.acme.admin, connection);
  const ids = { ...acme.ids, customApp, connection, globalConnection };
  const before = await rowsOfTenant(h.database, acme.ids.tenant);
  const found: string[] = [];
  for (const route of routes.filter(({ path }) =>
    /^\/(global-connections|custom-apps|connections|apps|credentials)/.test(path),
  ))
    for (const call of callsFor(route, ids)) {
      const leaks = await leaksOf(h.world.globex.admin, call);
      if (leaks.length > 0) found.push(`${call.name}: ${leaks.join(', ')}`);
    }
  await h.app.get(UseLedger).flush();
  expect(found).toEqual([]);
  expect(await rowsOfTenant(h.database, acme.ids.tenant)).toEqual(before);
  // What it is published for does work, so the calls above met something.
  const shown = await h.world.globex.admin.get(`/global-connections/${globalConnection}/app`);
  expect(shown.body).toMatchObject({ id: appId });
}, 60_000);

test("a list filtered by another tenant's ids is empty, not wider", async () => {
  const { admin } = h.world.globex;
  const empty: [string, Partial<Ids>][] = [
    ['/connections?ownerId=', { user: acme.ids.user }],
    ['/publication-requests?tenantId=', { tenant: acme.ids.tenant }],
    ['/publication-requests?connectionId=', { connection: acme.ids.connection }],
    ['/memberships?tenantId=', { tenant: acme.ids.tenant }],
    ['/audit-events?tenantId=', { tenant: acme.ids.tenant }],
    ['/audit-events?targetId=', { membership: acme.ids.membership }],
    ['/audit-events?actorId=', { user: h.world.acme.admin.id }],
  ];
  for (const [path, id] of empty) {
    const reply = await admin.get(`${path}${Object.values(id)[0]}`);
    expect([path, reply.status, reply.body.items]).toEqual([path, 200, []]);
  }
});

test('the same calls with the own ids do find and change something, so the tests above could fail', async () => {
  const { admin } = h.world.acme;
  expect((await admin.get(`/connections/${acme.ids.connection}`)).text).toContain(acme.canaries[0]);
  expect((await admin.get(`/audit-events?targetId=${acme.ids.connection}`)).body.items.length).toBeGreaterThan(0);
  const before = await rowsOfTenant(h.database, acme.ids.tenant);
  expect((await admin.patch(`/connections/${acme.ids.connection}`, { isDefault: true })).status).toBe(200);
  expect(await rowsOfTenant(h.database, acme.ids.tenant)).not.toEqual(before);
});
