import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { customDefinition } from '../support/custom-definition.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { postgresAccount } from '../support/targets.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

const validate = async (definition: object) =>
  (await h.world.acme.admin.post('/custom-apps/validate', { definition })).body as object;

test('all faults are named, each at its place', async () => {
  const good = customDefinition('own-valid');
  expect(await validate(good)).toMatchObject({
    valid: true,
    faults: [],
    preview: {
      name: 'Warehouse',
      methods: [
        { key: 'login', available: true, fields: expect.arrayContaining([expect.objectContaining({ key: 'host' })]) },
      ],
    },
  });
  expect(await validate({ ...good, name: '', category: 'nonsense' })).toMatchObject({
    valid: false,
    preview: null,
    faults: [
      { pointer: '/name', message: 'Must not be empty. Here goes: Name as people know it.' },
      {
        pointer: '/category',
        message: expect.stringMatching(
          /^Must be one of ads, ai, .* or voice\. Here goes: Where the chooser shows it\.$/,
        ),
      },
    ],
  });
  const [login] = good.methods;
  const http = {
    key: 'key',
    kind: 'api_key',
    label: 'Key',
    baseUrl: '{site}',
    fields: [{ key: 'site', label: 'Site', format: 'url', allowHttp: true }],
    test: { kind: 'request', request: { url: '/' }, expect: { status: [200] } },
  };
  expect(await validate({ ...good, methods: [login, http] })).toMatchObject({
    faults: [{ pointer: '/methods/1/fields/0/allowHttp', message: expect.stringContaining('https') }],
  });
  const foreign = { ...http, baseUrl: 'https://{site}.com', fields: [{ key: 'site', label: 'Site' }] };
  expect(await validate({ ...good, methods: [foreign] })).toMatchObject({ valid: false });
  const oauth = { ...http, kind: 'oauth2_authorization_code', fields: [], baseUrl: 'https://api.example.com' };
  expect(await validate({ ...good, methods: [oauth] })).toMatchObject({ valid: false });
});

test('a definition is tried out against a real server; nothing of it stays, and no secret comes back', async () => {
  const { admin, member } = h.world.acme;
  const { fields } = await postgresAccount(h.database);
  const definition = customDefinition('own-tried');
  const count = async () =>
    (await h.database.sql('select (select count(*) from custom_app) as a, (select count(*) from secret) as s'))[0];
  const before = await count();
  const run = (typed: object) => admin.post('/custom-apps/try', { definition, authMethod: 'login', fields: typed });
  const good = await run(fields);
  expect(good.body).toMatchObject({
    test: { token: 'ok', api: 'ok' },
    externalAccount: { label: expect.stringContaining(fields.username) },
    untestable: null,
    calls: [
      { purpose: 'test', request: `CONNECT postgres://${fields.host}:${fields.port}`, status: null, errorClass: null },
    ],
  });
  const wrong = `wrong-${fields.password}`;
  const bad = await run({ ...fields, password: wrong });
  expect(bad.body).toMatchObject({ test: { token: 'failed' }, error: { code: 'invalid_auth' } });
  expect(good.text + bad.text).not.toContain(fields.password);
  expect(await count()).toEqual(before);
  const trail = await h.database.sql(`select * from audit_event where action = 'custom_app.tried'`);
  expect(trail).toHaveLength(2);
  expect(JSON.stringify(trail)).not.toContain(fields.password);
  expect((await run({})).body).toMatchObject({ code: 'invalid_fields' });
  const forMember = await member.post('/custom-apps/try', { definition, authMethod: 'login', fields });
  expect(forMember.body).toMatchObject({ code: 'forbidden' });
});

test('the address is held by the same guard as every other', async () => {
  const definition = {
    ...customDefinition('own-inside'),
    methods: [
      {
        key: 'key',
        kind: 'api_key',
        label: 'Key',
        baseUrl: 'https://169.254.169.254',
        inject: [{ in: 'header', name: 'authorization', value: 'Bearer {key}' }],
        fields: [{ key: 'key', label: 'Key', secret: true }],
        test: { kind: 'request', request: { url: '/' }, expect: { status: [200] } },
      },
    ],
  };
  const reply = await h.world.acme.admin.post('/custom-apps/try', {
    definition,
    authMethod: 'key',
    fields: { key: 'k' },
  });
  expect(reply.body).toMatchObject({
    test: { token: 'undecided', api: 'failed' },
    error: { code: 'host_not_allowed' },
  });
});
