import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { problemCodes } from '@drawbridge/catalog';
import type { Response } from 'supertest';
import { encodeCursor } from '../../backend/src/platform/paging.ts';
import type { Client } from '../support/client.ts';
import { connect, requestPublication } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { seedObjects, unknownIds, type Objects } from '../support/objects.ts';
import {
  bodyFor,
  kindsIn,
  methodOf,
  nameOf,
  pathWith,
  queryParameters,
  routesOf,
  type Route,
} from '../support/routes.ts';
import { rowCounts } from '../support/rows.ts';
import { postgresAccount } from '../support/targets.ts';

let h: Harness;
let acme: Objects;
let routes: Route[];
let parametersOf: (route: Route) => string[];
beforeAll(async () => {
  h = await startHarness({ background: false });
  acme = await seedObjects(h, h.world.acme);
  routes = routesOf(h);
  parametersOf = queryParameters(h);
}, 60_000);
afterAll(() => h.stop());

/** Somebody whose role lets them past the guards, so that it is the input that is refused. */
function actorFor({ path, permission }: Route): Client {
  if (path === '/session' && !permission) return h.anonymous;
  if (permission?.subject === 'Credential') return h.world.acme.workflow;
  if (permission?.subject === 'SignOff' || permission?.action === 'sign_off') return h.world.compliance;
  const ofThePlatform = [
    'approve PublicationRequest',
    'deny PublicationRequest',
    'revoke GlobalConnection',
    'rotate GlobalConnection',
  ];
  const isPlatform =
    ['Tenant', 'User', 'AppRule'].includes(permission?.subject ?? '') ||
    ofThePlatform.includes(`${permission?.action} ${permission?.subject}`);
  return isPlatform ? h.world.systemAdmin : h.world.acme.admin;
}

const taking = () => routes.filter((route) => Object.keys(bodyFor(route, acme.ids) ?? {}).length > 0);

const send = (route: Route, body: string | object, type = 'application/json') =>
  actorFor(route)
    .call(methodOf(route), pathWith(route, acme.ids))
    .set('content-type', type)
    .send(typeof body === 'string' ? body : JSON.stringify(body));

interface Expected {
  status?: number[];
  code?: string;
  /** What one of the refused fields must be. */
  pointer?: string;
}

/** What is wrong with a refusal; nothing when it is as it has to be. */
function complaint(reply: Response, { status = [400], code, pointer }: Expected): string | undefined {
  const body = reply.body as { code?: string; status?: number; requestId?: string; errors?: { pointer: string }[] };
  const said = `${reply.status} ${reply.text.slice(0, 200)}`;
  if (!status.includes(reply.status)) return `status: ${said}`;
  if (!/^application\/problem\+json/.test(reply.headers['content-type'] ?? '')) return `content type: ${said}`;
  if (!(problemCodes as string[]).includes(body.code ?? '') || body.status !== reply.status || !body.requestId)
    return `body: ${said}`;
  if (code !== undefined && body.code !== code) return `code: ${said}`;
  const pointers = (body.errors ?? []).map((error) => error.pointer);
  if (pointer !== undefined && !pointers.some((one) => one === pointer || one.startsWith(`${pointer}/`)))
    return `pointer ${pointer}: ${said}`;
  return undefined;
}

/** Makes the calls and says which were not refused as they have to be, or left anything behind. */
async function refused(
  calls: { name: string; call: () => PromiseLike<Response>; expected: Expected }[],
): Promise<string[]> {
  expect(calls.length).toBeGreaterThan(0);
  const before = await rowCounts(h.database);
  const found: string[] = [];
  for (const { name, call, expected } of calls) {
    const wrong = complaint(await call(), expected);
    if (wrong !== undefined) found.push(`${name}: ${wrong}`);
  }
  const { audit_event: events, audit_chain: _chain, ...after } = await rowCounts(h.database);
  const { audit_event: eventsBefore, audit_chain: _chainBefore, ...unchanged } = before;
  expect(after).toEqual(unchanged);
  const [other] = await h.database.sql<{ count: string }>(
    `select count(*) as count from audit_event where action not in ('access.denied', 'session.refused')`,
  );
  expect(Number(other?.count)).toBeLessThanOrEqual(eventsBefore ?? 0);
  expect(events).toBeGreaterThanOrEqual(eventsBefore ?? 0);
  return found;
}

test('a body that is no JSON object is refused', async () => {
  const calls = taking().flatMap((route) => [
    { name: `${nameOf(route)} broken`, call: () => send(route, '{"name": "x"'), expected: { code: 'malformed_json' } },
    { name: `${nameOf(route)} empty`, call: () => send(route, ''), expected: {} },
    ...['[]', 'null', '"text"', '7', 'true'].map((body) => ({
      name: `${nameOf(route)} ${body}`,
      call: () => send(route, body),
      expected: {},
    })),
  ]);
  expect(await refused(calls)).toEqual([]);
});

test('a field that the contract does not know is refused by name', async () => {
  const calls = taking().flatMap((route) => {
    const body = bodyFor(route, acme.ids) ?? {};
    return ['surprise', 'isGlobal', 'role_', 'createdAt', 'a/b~c'].map((field) => ({
      name: `${nameOf(route)} ${field}`,
      call: () => send(route, { ...body, [field]: 'x' }),
      expected: { code: 'invalid_input', pointer: `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}` },
    }));
  });
  expect(await refused(calls)).toEqual([]);
});

test('nothing gets at the prototype of an object', async () => {
  const calls = taking().flatMap((route) => {
    const rest = JSON.stringify(bodyFor(route, acme.ids)).slice(1);
    return [
      '"__proto__": {"admin": true}',
      '"constructor": {"prototype": {"admin": true}}',
      '"fields": {"__proto__": {"admin": true}}',
    ].map((attack) => ({
      name: `${nameOf(route)} ${attack}`,
      call: () => send(route, `{${attack}, ${rest}`),
      expected: {},
    }));
  });
  // The last of two equal keys counts: where the body has `fields` of its own, the attack is overwritten.
  const overwritten = calls.filter(({ name }) => !(name.includes('"fields"') && /connections/.test(name)));
  expect(await refused(overwritten)).toEqual([]);
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

test('a body of a megabyte is refused, wherever it is sent', async () => {
  const big = JSON.stringify({ name: 'x'.repeat(1_048_576) });
  const calls = taking().map((route) => ({
    name: nameOf(route),
    call: () => send(route, big),
    expected: { status: [413], code: 'payload_too_large' },
  }));
  expect(await refused(calls)).toEqual([]);
});

test('a body of another content type is refused', async () => {
  const calls = taking().flatMap((route) =>
    ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'].map(
      (type) => ({
        name: `${nameOf(route)} ${type}`,
        call: () => send(route, bodyFor(route, acme.ids) ?? {}, type),
        expected: { status: [415], code: 'unsupported_media_type' },
      }),
    ),
  );
  expect(await refused(calls)).toEqual([]);
});

/** What a field may also be, beside what the sample holds. */
const alsoFine: Record<string, unknown[]> = { 'PUT /rotation/policies days': [null] };

test('a value of a wrong type is refused by the name of its field', async () => {
  const calls = taking().flatMap((route) =>
    Object.entries(bodyFor(route, acme.ids) ?? {}).flatMap(([field, value]) =>
      [null, 7, true, 'text', [], ['x'], { a: 1 }, 1.5, -1]
        .filter(
          (wrong) =>
            typeof wrong !== typeof value ||
            (typeof wrong === 'number' && wrong <= 1.5) ||
            // What a definition lacks is told fault by fault, by a code of its own.
            (typeof wrong === 'object' && field !== 'fields' && !(field === 'definition' && !Array.isArray(wrong))) ||
            wrong === null,
        )
        .filter((wrong) => !alsoFine[`${nameOf(route)} ${field}`]?.includes(wrong))
        .map((wrong) => ({
          name: `${nameOf(route)} ${field} = ${JSON.stringify(wrong)}`,
          call: () => send(route, { ...bodyFor(route, acme.ids), [field]: wrong }),
          expected: { code: 'invalid_input', pointer: `/${field}` },
        })),
    ),
  );
  expect(await refused(calls)).toEqual([]);
});

const texts: [string, string][] = [
  ['NUL', 'a\u0000b'],
  ['a bell', 'a\u0007b'],
  ['a lone surrogate', 'a\ud800b'],
  ['ten thousand characters', 'x'.repeat(10_000)],
  ['nothing', ''],
  ['blanks only', '   '],
];
/** A password may be any text, and is never shown. */
const anyText = new Set(['password']);

test('text that cannot be shown or kept is refused by the name of its field', async () => {
  const calls = taking().flatMap((route) =>
    Object.entries(bodyFor(route, acme.ids) ?? {})
      .filter(([field, value]) => typeof value === 'string' && !anyText.has(field))
      // A workflow that names no connection means the default one.
      .flatMap(([field]) =>
        texts
          .filter(([what]) => !(field === 'connectionId' && what === 'nothing'))
          .map(([what, text]) => ({ field, what, text })),
      )
      .map(({ field, what, text }) => ({
        name: `${nameOf(route)} ${field} with ${what}`,
        call: () => send(route, { ...bodyFor(route, acme.ids), [field]: text }),
        expected: { code: 'invalid_input', pointer: `/${field}` },
      })),
  );
  expect(await refused(calls)).toEqual([]);
});

test('a credential with impossible fields is refused by their names', async () => {
  const withFields = taking().filter((route) => 'fields' in (bodyFor(route, acme.ids) ?? {}));
  expect(withFields.length).toBeGreaterThanOrEqual(3);
  const good = bodyFor({ method: 'POST', path: '/connections' } as Route, acme.ids)?.['fields'] as Record<
    string,
    string
  >;
  const wrong: [string, object, string][] = [
    ['an unknown field', { ...good, surprise: 'x' }, '/fields/surprise'],
    ['a field name with a space', { ...good, 'a b': 'x' }, '/fields'],
    ['a number as value', { ...good, host: 7 }, '/fields/host'],
    ['a port out of range', { ...good, port: '70000' }, '/fields/port'],
    ['a NUL in the host', { ...good, host: 'a\u0000b' }, '/fields/host'],
    ['a NUL in the database', { ...good, database: 'a\u0000b' }, '/fields/database'],
    ['a NUL in the user name', { ...good, username: 'a\u0000b' }, '/fields/username'],
    ['a NUL in the password', { ...good, password: 'a\u0000b' }, '/fields/password'],
    ['a lone surrogate in the database', { ...good, database: 'a\ud800b' }, '/fields/database'],
    ['a value of 20,000 characters', { ...good, password: 'x'.repeat(20_000) }, '/fields/password'],
    ['thirty fields', Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`f${at}`, 'x'])), '/fields'],
  ];
  const calls = withFields.flatMap((route) =>
    wrong.map(([what, fields, pointer]) => ({
      name: `${nameOf(route)} ${what}`,
      call: () => send(route, { ...bodyFor(route, acme.ids), fields }),
      expected: { status: [400, 422], pointer },
    })),
  );
  expect(await refused(calls)).toEqual([]);
});

test('JSON that is nested thousands of levels deep is refused', async () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const calls = taking().flatMap((route) => [
    { name: `${nameOf(route)} whole`, call: () => send(route, deep), expected: {} },
    ...Object.keys(bodyFor(route, acme.ids) ?? {}).map((field) => ({
      name: `${nameOf(route)} ${field}`,
      call: () => send(route, `{"${field}": ${deep}}`),
      expected: {},
    })),
  ]);
  expect(await refused(calls)).toEqual([]);
});

test('an id that is none is refused, whatever stands in its place', async () => {
  const wrong = [
    'conn_',
    'nothing',
    '0197a3b0-0000-7000-8000-000000000000',
    '%00',
    '..%2f..%2fme',
    "'%20or%201=1--",
    'x'.repeat(3_000),
    '%ff',
    '%F0%9F%92%A9',
    'usr_zzzzzzzzzzzzzzzzzzzzzzzzzz',
  ];
  const calls = routes
    .filter((route) => kindsIn(route).some((kind) => kind !== 'app'))
    .flatMap((route) =>
      wrong.map((id) => ({
        name: `${nameOf(route)} ${id.slice(0, 40)}`,
        call: () => {
          const sent = actorFor(route).call(methodOf(route), route.path.replace(/:\w+/, id));
          const body = bodyFor(route, acme.ids);
          return body ? sent.send(body) : sent;
        },
        expected: { status: [400, 404] },
      })),
    );
  expect(await refused(calls)).toEqual([]);
});

test('an id of a thing that does not exist, or of another kind, is not found or refused', async () => {
  const ids = unknownIds();
  const calls = routes
    .filter((route) => kindsIn(route).some((kind) => kind !== 'app'))
    .flatMap((route) => [
      {
        name: nameOf(route),
        call: () => callWith(route, pathWith(route, ids)),
        expected: { status: [404], code: 'not_found' },
      },
      {
        name: `${nameOf(route)} of another kind`,
        call: () => callWith(route, route.path.replace(/:\w+/, ids.secret)),
        expected: { status: [400] },
      },
    ]);
  expect(await refused(calls)).toEqual([]);
});

const callWith = (route: Route, path: string) => {
  const sent = actorFor(route).call(methodOf(route), path);
  const body = bodyFor(route, acme.ids);
  return body ? sent.send(body) : sent;
};

test('a query that makes no sense is refused by the name of the parameter', async () => {
  const lists = routes.filter((route) => parametersOf(route).length > 0);
  expect(lists.length).toBeGreaterThan(8);
  const values: Record<string, string[]> = {
    limit: ['0', '-1', '1.5', '501', 'many', '1e3', '', '99999999999999999999'],
    withinDays: ['-1', '731', 'x'],
    format: ['xml'],
    state: ['unknown'],
    status: ['unknown'],
    outcome: ['unknown'],
    health: ['unknown'],
    due: ['someday'],
    from: ['yesterday', '2026-13-01T00:00:00Z', '0000-00-00T00:00:00Z'],
    to: ['tomorrow', '2026-02-30T00:00:00Z'],
    unread: ['false'],
    q: ['%00', '', 'x'.repeat(300), '%0a'],
    cursor: [
      '%00',
      '!',
      'x'.repeat(301),
      'conn_',
      Buffer.from('[').toString('base64url'),
      encodeCursor('not a date', 'not an id'),
      encodeCursor('1'),
      encodeCursor('\u0000', '\u0000'),
    ],
  };
  const idLike = ['nothing', "'", '%00', 'usr_zzzzzzzzzzzzzzzzzzzzzzzzzz'];
  const freeText = new Set(['actorId', 'targetId']);
  const calls = lists.flatMap((route) =>
    parametersOf(route).flatMap((name) =>
      (
        values[name] ??
        (name.endsWith('Id') && !freeText.has(name) && name !== 'appId' ? idLike : ['%00', '', 'x'.repeat(300)])
      )
        // An app list goes on after any app id.
        .filter(
          (value) =>
            !(
              ['/apps', '/tenants/:id/apps'].includes(route.path) &&
              ((name === 'cursor' && /^[A-Za-z0-9_-]{4,10}$/.test(value)) ||
                (route.path === '/apps' && value === '501'))
            ),
        )
        .map((value) => ({
          name: `${nameOf(route)} ${name}=${value.slice(0, 30)}`,
          call: () => callWith(route, `${pathWith(route, acme.ids)}?${name}=${value}`),
          expected: { code: 'invalid_input', pointer: name === 'cursor' ? undefined : `/${name}` },
        })),
    ),
  );
  const unknown = lists.map((route) => ({
    name: `${nameOf(route)} with a parameter that it does not know`,
    call: () => callWith(route, `${pathWith(route, acme.ids)}?surprise=1`),
    expected: { pointer: '/surprise' },
  }));
  const twice = lists.map((route) => ({
    name: `${nameOf(route)} with a parameter given twice`,
    call: () => callWith(route, `${pathWith(route, acme.ids)}?limit=1&limit=2`),
    expected: {},
  }));
  expect(await refused([...calls, ...unknown, ...twice])).toEqual([]);
});

test('what is not possible in the present state is a conflict, and changes nothing', async () => {
  const { admin } = h.world.acme;
  const { systemAdmin } = h.world;
  const account = () => postgresAccount(h.database);
  const reason = 'Because of a test.';
  const revoked = await connect(admin, await account(), 'Revoked already');
  await admin.post(`/connections/${revoked}/revoke`, { reason });
  const denied = await requestPublication(admin, await connect(admin, await account(), 'Denied already'));
  await systemAdmin.post(`/publication-requests/${denied}/deny`, { reason });
  const open = await connect(admin, await account(), 'Requested already');
  const pending = await requestPublication(admin, open);
  const key = (await admin.post('/api-keys', { name: 'Revoked already' })).body as { id: string };
  await admin.post(`/api-keys/${key.id}/revoke`, { reason });
  const conflict = (code: string): Expected => ({ status: [409, 422], code });
  const calls: { name: string; call: () => PromiseLike<Response>; expected: Expected }[] = [
    {
      name: 'revoke twice',
      call: () => admin.post(`/connections/${revoked}/revoke`, { reason }),
      expected: conflict('invalid_transition'),
    },
    {
      name: 'rotate a revoked one',
      call: () => admin.post(`/connections/${revoked}/rotate`, { fields: { password: 'p' } }),
      expected: conflict('invalid_transition'),
    },
    {
      name: 'reauthorize a revoked one',
      call: () => admin.post(`/connections/${revoked}/reauthorize`, { fields: { password: 'p' } }),
      expected: conflict('invalid_transition'),
    },
    {
      name: 'rename a revoked one',
      call: () => admin.patch(`/connections/${revoked}`, { name: 'New' }),
      expected: conflict('connection_revoked'),
    },
    {
      name: 'make a revoked one the default',
      call: () => admin.patch(`/connections/${revoked}`, { isDefault: true }),
      expected: conflict('connection_revoked'),
    },
    {
      name: 'check a revoked one',
      call: () => admin.get(`/connections/${revoked}/check`),
      expected: conflict('connection_revoked'),
    },
    {
      name: 'publish a revoked one',
      call: () => admin.post('/publication-requests', { connectionId: revoked, justification: reason }),
      expected: conflict('connection_revoked'),
    },
    {
      name: 'request twice',
      call: () => admin.post('/publication-requests', { connectionId: open, justification: reason }),
      expected: conflict('already_requested'),
    },
    {
      name: 'approve a denied one',
      call: () => systemAdmin.post(`/publication-requests/${denied}/approve`),
      expected: conflict('invalid_transition'),
    },
    {
      name: 'deny twice',
      call: () => systemAdmin.post(`/publication-requests/${denied}/deny`, { reason }),
      expected: conflict('invalid_transition'),
    },
    {
      name: 'withdraw a denied one',
      call: () => admin.post(`/publication-requests/${denied}/withdraw`),
      expected: conflict('invalid_transition'),
    },
    {
      name: 'deny what changed since',
      call: () => systemAdmin.post(`/publication-requests/${pending}/deny`, { reason, version: 99 }),
      expected: conflict('stale_version'),
    },
    {
      name: 'rename what changed since',
      call: () => admin.patch(`/connections/${open}`, { name: 'New', version: 99 }),
      expected: conflict('stale_version'),
    },
    {
      name: 'revoke a key twice',
      call: () => admin.post(`/api-keys/${key.id}/revoke`, { reason }),
      expected: conflict('invalid_transition'),
    },
    {
      name: 'demote the last administrator',
      call: () => admin.patch(`/memberships/${acme.ids.membership}`, { role: 'member' }),
      expected: conflict('last_admin'),
    },
    {
      name: 'remove the last administrator',
      call: () => admin.delete(`/memberships/${acme.ids.membership}`),
      expected: conflict('last_admin'),
    },
  ];
  expect(await refused(calls)).toEqual([]);
});

test('a method that a path does not have, and a path that does not exist, are not found', async () => {
  for (const reply of [
    await h.world.acme.admin.delete('/apps'),
    await h.world.acme.admin.get('/no/such/path'),
    await h.world.acme.admin.put('/connections'),
  ])
    expect([complaint(reply, { status: [404, 405] })]).toEqual([undefined]);
});
