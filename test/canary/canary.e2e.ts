import path from 'node:path';
import { formatId } from '@drawbridge/catalog';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { Test } from 'supertest';
import { ApiProcess, endApiProcesses } from '../support/api-process.ts';
import { Client } from '../support/client.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { testFacts } from '../support/facts.ts';
import { OwnVault } from '../support/own-vault.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';
import { until } from '../support/until.ts';
import { seedWorld, type World } from '../support/world.ts';
import { Canary, found } from './canary.ts';
import { indiscreetMailServer, type MailServer } from './mail-server.ts';
import { filesIn, keepJobs, tablesOf, type Place } from './places.ts';

interface Said {
  what: string;
  status: number;
  text: string;
  body: Partial<Record<'attemptId' | 'connectionId' | 'globalConnectionId' | 'id' | 'state', string>>;
}

const canaries = new Set<Canary>();
const replies: (Place & { allowed: Canary[] })[] = [];
let vault: OwnVault;
let mail: MailServer;
let database: TestDatabase;
let api: ApiProcess;
let world: World;
let account: PostgresAccount;

/** Everything that libraries would say when they are asked to. */
const talkative = {
  LOG_LEVEL: 'debug',
  DEBUG: '*',
  NODE_DEBUG: 'http,https,net,tls,stream,undici,fetch,worker,dns',
  MIKRO_ORM_DEBUG: 'true',
  GRAPHILE_LOGGER_DEBUG: '1',
};

function canary(what: string, around?: (core: string) => string): string {
  const one = new Canary(what, around);
  canaries.add(one);
  return one.value;
}

/** Makes a call and keeps its reply; `may` are the secrets that this very reply is there to give. */
async function say(what: string, call: Test, ...may: string[]): Promise<Said> {
  const { status, text = '', body, headers } = await call;
  const allowed = [...canaries].filter((one) => may.includes(one.value));
  replies.push({ where: what, text: `${JSON.stringify(headers)}\n${text}`, allowed });
  for (const one of allowed) if (status < 300 && !one.isIn(text)) throw new Error(`${what} does not give ${one.what}`);
  return { what, status, text, body, headers } as Said;
}

/** Gives the account a password that is looked for. */
async function setPassword(what: string): Promise<string> {
  const password = canary(what);
  await database.sql(`alter role ${escapeIdentifier(account.fields.username)} password ${escapeLiteral(password)}`);
  return password;
}

const form = (name: string, password: string) => ({
  appId: 'postgresql',
  authMethod: 'login',
  name,
  fields: { ...account.fields, password },
});
const mailForm = (username: string, password: string) => ({
  appId: 'smtp',
  authMethod: 'smtp-login',
  name: `Mail of ${username}`,
  fields: { host: '127.0.0.1', port: String(mail.port), security: 'none', username, password },
});

async function connecting(what: string, body: object, ...may: string[]): Promise<Said> {
  const started = await say(`${what}: form`, world.acme.admin.post('/connections', body), ...may);
  expect({ what, status: started.status, text: started.text }).toMatchObject({ status: 201 });
  return say(`${what}: test`, world.acme.admin.get(`/connections/${started.body['attemptId']}/test`), ...may);
}

beforeAll(async () => {
  [vault, mail, database] = await Promise.all([OwnVault.start(), indiscreetMailServer(), cloneDatabase()]);
  await keepJobs(database);
  const { postgres } = testFacts();
  const allowed = `test-postgres=${postgres.host}:${postgres.port},test-mail=127.0.0.1:${mail.port}`;
  api = await ApiProcess.start(database, { env: { ...vault.env, ...talkative, EGRESS_ALLOW: allowed } });
  world = await seedWorld(database, api.url);
  account = await postgresAccount(database);
}, 60_000);
afterAll(async () => {
  await endApiProcesses();
  await Promise.all([database.drop(), mail.close(), vault.stop()]);
});

let connection: string;
let copy: string;

test('a credential is connected, checked, replaced, published and handed out', async () => {
  const { acme, globex, systemAdmin } = world;
  const first = await setPassword('connected password');
  const connected = await connecting('connect', form('Orders', first));
  expect(connected.body).toMatchObject({ state: 'succeeded' });
  connection = String(connected.body['connectionId']);
  await say('show', acme.member.get(`/connections/${connection}`));
  await say('check', acme.admin.get(`/connections/${connection}/check`));
  await say(
    'resolve',
    acme.workflow.post('/credentials/resolve', { connectionId: connection, workflow: 'Nightly' }),
    first,
  );

  const second = await setPassword('rotated password');
  const rotated = await say(
    'rotate',
    acme.admin.post(`/connections/${connection}/rotate`, { fields: { password: second } }),
  );
  expect(rotated.body).toMatchObject({ state: 'succeeded' });
  const third = await setPassword('reauthorized password');
  const again = await say(
    'reauthorize',
    acme.admin.post(`/connections/${connection}/reauthorize`, { fields: { password: third } }),
  );
  const tested = await say('reauthorize: test', acme.admin.get(`/connections/${again.body['attemptId']}/test`));
  expect(tested.body).toMatchObject({ state: 'succeeded' });

  const request = await say(
    'ask',
    acme.admin.post('/publication-requests', { connectionId: connection, justification: 'For all.' }),
  );
  const approved = await say(
    'approve',
    systemAdmin.post(`/publication-requests/${request.body['id']}/approve`, { reason: 'Fine.' }),
  );
  expect(approved.body).toMatchObject({ state: 'approved' });
  copy = String(approved.body['globalConnectionId']);
  await say('resolve copy', globex.workflow.post('/credentials/resolve', { connectionId: copy }), third);
  const fourth = await setPassword('rotated password of the copy');
  const moved = await say(
    'rotate copy',
    systemAdmin.post(`/global-connections/${copy}/rotate`, { fields: { password: fourth } }),
  );
  expect(moved.body).toMatchObject({ rotated: true });
  await say('resolve copy again', globex.workflow.post('/credentials/resolve', { connectionId: copy }), fourth);
  await say('check copy', systemAdmin.get(`/global-connections/${copy}/check`));
});

test('credentials are refused, cannot be judged, or are said back by the other side', async () => {
  const { acme } = world;
  const wrong = await connecting('wrong password', form('Wrong', canary('wrong password')));
  expect(wrong.body).toMatchObject({ state: 'failed' });
  const rotation = { fields: { password: canary('wrong password of a rotation') } };
  const rotated = await say('wrong rotation', acme.admin.post(`/connections/${connection}/rotate`, rotation));
  expect(rotated.body).toMatchObject({ state: 'failed' });
  for (const [username, state] of [
    ['anna', 'succeeded'],
    ['reply535', 'failed'],
    ['reply534', 'failed'],
    ['reply454', 'pending'],
    ['reply550', 'failed'],
    ['reply599', 'failed'],
  ] as const) {
    const said = await connecting(username, mailForm(username, canary(`password of ${username}`)));
    expect({ username, ...said.body }).toMatchObject({ state });
  }
  const unreachable = { ...mailForm('nobody', canary('password for a port that is closed')), name: 'Closed' };
  await connecting('closed port', { ...unreachable, fields: { ...unreachable.fields, port: '1' } });
});

test('credentials come in shapes that are not accepted', async () => {
  const { acme } = world;
  const secret = (what: string) => canary(what, (core) => core);
  const raw = (what: string, body: string, type = 'application/json') =>
    say(what, acme.admin.call('post', '/connections').set('content-type', type).send(body));
  const statuses = [
    await say(
      'wrong type',
      acme.admin.post('/connections', { ...form('Types', ''), fields: { password: [secret('in a list')] } }),
    ),
    await say(
      'fields as text',
      acme.admin.post('/connections', { ...form('Types', ''), fields: secret('in place of the fields') }),
    ),
    await say(
      'unknown member',
      acme.admin.post('/connections', { ...form('Types', ''), password: secret('beside the fields') }),
    ),
    await say(
      'unknown field',
      acme.admin.post('/connections', mailFormWith({ api_key: secret('in a field that is not asked for') })),
    ),
    await say(
      'secret in the host',
      acme.admin.post('/connections', mailFormWith({ host: `user:${secret('in the host')}@127.0.0.1` })),
    ),
    await say('secret as the port', acme.admin.post('/connections', mailFormWith({ port: secret('in the port') }))),
    await say(
      'secret as the app',
      acme.admin.post('/connections', { ...form('Types', ''), appId: `${secret('as the app')} !` }),
    ),
    await raw('broken JSON', `{"fields": {"password": "${secret('in broken JSON')}"`),
    await raw('text', `password=${secret('in a text')}`, 'text/plain'),
    await raw('form', `password=${secret('in a form')}`, 'application/x-www-form-urlencoded'),
    await raw(
      'megabyte',
      JSON.stringify({ ...form('Big', ''), fields: { password: secret('in a megabyte').repeat(28_000) } }),
    ),
    await say('long', acme.admin.post('/connections', form('Long', secret('in a long field').repeat(600)))),
    await say(
      'wrong rotation body',
      acme.admin.post(`/connections/${connection}/rotate`, { fields: { password: { a: secret('in an object') } } }),
    ),
    await say(
      'resolve with a wrong type',
      acme.workflow.post('/credentials/resolve', {
        appId: 'postgresql',
        fields: { token: [secret('inline, in a list')] },
      }),
    ),
    await say(
      'resolve an unknown app',
      acme.workflow.post('/credentials/resolve', {
        appId: 'no-such-app',
        fields: { token: secret('inline, for no app') },
      }),
    ),
    await say('query', acme.admin.get(`/connections?password=${secret('in a query')}`)),
  ];
  expect(statuses.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
});

const mailFormWith = (fields: Record<string, string>) => {
  const whole = mailForm('anna', 'whatever');
  return { ...whole, name: 'Shapes', fields: { ...whole.fields, ...fields } };
};

test('credentials meet faults of the database and of Vault', async () => {
  const { acme } = world;
  // A control character passes the form, but not every database type.
  const nul = form('Control', canary('password beside a NUL'));
  const refused = await say(
    'NUL',
    acme.admin.post('/connections', { ...nul, fields: { ...nul.fields, database: 'a\u0000b' } }),
  );
  expect(refused.status).toBeGreaterThanOrEqual(400);
  await database.sql(
    `create function quote_row() returns trigger language plpgsql as $$ begin raise exception 'row: %', new; end $$`,
  );
  await database.sql(
    `create trigger quote_row before insert on attempt for each row when (new.name = 'Fault') execute function quote_row()`,
  );
  const fault = await say(
    'fault of the database',
    acme.admin.post('/connections', form('Fault', canary('password in a fault of the database'))),
  );
  expect(fault.status).toBe(500);

  await vault.seal();
  const sealed = [
    await say('connect, sealed', acme.admin.post('/connections', form('Sealed', canary('connected while sealed')))),
    await say(
      'rotate, sealed',
      acme.admin.post(`/connections/${connection}/rotate`, { fields: { password: canary('rotated while sealed') } }),
    ),
    await say('resolve, sealed', acme.workflow.post('/credentials/resolve', { connectionId: connection })),
  ];
  await vault.unseal();
  vault.pause();
  const hanging = [
    await say('connect, hanging', acme.admin.post('/connections', form('Hanging', canary('connected while hanging')))),
    await say('resolve, hanging', acme.workflow.post('/credentials/resolve', { connectionId: connection })),
  ];
  vault.resume();
  await vault.kill();
  const down = [
    await say('connect, down', acme.admin.post('/connections', form('Down', canary('connected while down')))),
  ];
  await vault.revive();
  expect([...sealed, ...hanging, ...down].map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503]);
}, 30_000);

test('people sign in, keys are made, and workflows bring their own credentials', async () => {
  const { acme, systemAdmin } = world;
  const anyone = new Client(api.url);
  const email = 'carla@example.com';
  const password = canary('password of a person');
  const user = await say('make user', systemAdmin.post('/users', { name: 'Carla', email, password }));
  expect(user.status).toBe(201);
  await say('make member', acme.admin.post('/memberships', { email, role: 'member' }));
  const session = await say('sign in', anyone.post('/session', { email, password }));
  expect(session.status).toBeLessThan(300);
  await say('wrong password', anyone.post('/session', { email, password: canary('wrong password of a person') }));
  await say(
    'unknown person',
    anyone.post('/session', { email: 'nobody@example.com', password: canary('password of nobody') }),
  );
  await say(
    'password as a number',
    anyone.post('/session', { email, password: [canary('password in a list', (core) => core)] }),
  );
  await say(
    'password as e-mail',
    anyone.post('/session', { email: canary('password as e-mail', (core) => core), password: 'x' }),
  );
  const changed = canary('changed password');
  const update = await say(
    'change password',
    systemAdmin.call('patch', `/users/${user.body['id']}`).send({ password: changed, version: 1 }),
  );
  expect(update.status).toBe(200);
  await say('sign in anew', anyone.post('/session', { email, password: changed }));
  await say(
    'member with a password',
    acme.admin.post('/memberships', {
      email: 'dora@example.com',
      name: 'Dora',
      role: 'member',
      password: canary('first password'),
    }),
  );

  const made = await acme.admin.post('/api-keys', { name: 'Canary' });
  const key = (made.body as { key: string }).key;
  const secret = new Canary('secret of an API key', () => key.split('_').slice(2).join('_'));
  canaries.add(Object.assign(secret, { isIn: (text: string) => text.includes(secret.value) }));
  replies.push({ where: 'make key', text: made.text, allowed: [secret] });
  await say('list keys', acme.admin.get('/api-keys'));
  const workflow = new Client(api.url, { key });
  await say(
    'resolve with the new key',
    workflow.post('/credentials/resolve', { connectionId: 'conn_00000000000000000000000000' }),
  );
  const forged = new Client(api.url, { key: `${key.slice(0, -8)}${canary('forged key', (core) => core.slice(0, 8))}` });
  await say('forged key', forged.post('/credentials/resolve', { appId: 'postgresql' }));
  await say('no key at all', new Client(api.url, { key: canary('no key at all', (core) => core) }).get('/connections'));
  const inline = canary('inline credential');
  const given = await say(
    'inline',
    workflow.post('/credentials/resolve', { appId: 'postgresql', fields: { password: inline }, workflow: 'Own' }),
    inline,
  );
  expect(given.body).toMatchObject({ source: 'inline' });
});

test('what was kept is read back, and everything ends', async () => {
  const { acme, globex, systemAdmin, compliance } = world;
  await until(
    'uses are written',
    async () => (await database.sql(`select 1 from audit_event where action = 'credential.overridden'`)).length > 0,
  );
  await say(
    'revoke',
    acme.admin.post(`/connections/${connection}/revoke`, { reason: 'Over.', revokePublished: false }),
  );
  await say('revoke copy', systemAdmin.post(`/global-connections/${copy}/revoke`, { reason: 'Over.' }));
  await say('resolve what ended', globex.workflow.post('/credentials/resolve', { connectionId: copy }));
  for (const route of [
    '/connections',
    '/publication-requests',
    '/global-connections',
    '/audit-events?limit=100',
    '/notifications',
    '/apps/postgresql',
  ])
    await say(route, acme.admin.get(route));
  await say('audit as CSV', compliance.get('/audit-events/export?format=csv'));
  await say('audit as JSON lines', acme.admin.get('/audit-events/export?format=jsonl'));
  for (const { id } of await database.sql<{ id: string }>('select id from attempt'))
    await say('attempt', acme.admin.get(`/connections/${formatId('attempt', id)}/test`));
  await api.stop();
}, 30_000);

test('a canary is found wherever it is, in whatever form', async () => {
  const one = new Canary('planted', (core) => `xy"${core}`);
  const text = one.value;
  for (const form of [
    text,
    JSON.stringify(text),
    encodeURIComponent(text),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64url'),
    Buffer.from(`a${text}`).toString('base64'),
    Buffer.from(text).toString('hex').toUpperCase(),
  ])
    expect(found([one], `before ${form} after`)).toEqual(['planted']);
  expect(found(canaries, JSON.stringify(replies))).not.toEqual([]);
  await database.sql(`update tenant set name = $1 where id = (select id from tenant limit 1)`, [text]);
  const hits = (await tablesOf(database)).filter((place) => found([one], place.text).length > 0);
  expect(hits.map(({ where }) => where)).toEqual(['public.tenant']);
  expect(canaries.size).toBeGreaterThan(35);
});

test('no canary is in anything that was written to standard output or standard error', () => {
  expect(api.output.length).toBeGreaterThan(10_000);
  expect(found(canaries, api.output)).toEqual([]);
});

test('no canary is in a reply, but for the one that is there to give it', () => {
  expect(
    replies.flatMap(({ where, text, allowed }) => found(canaries, text, allowed).map((what) => `${where}: ${what}`)),
  ).toEqual([]);
});

test('no canary is in any table, nor in any job that ever was', async () => {
  const places = await tablesOf(database);
  expect(places.find(({ where }) => where === 'public.kept_job')?.text).not.toBe('');
  expect(places.flatMap(({ where, text }) => found(canaries, text).map((what) => `${where}: ${what}`))).toEqual([]);
});

test('no canary is in the files of Vault, nor in the log of the database', async () => {
  const folder = path.dirname(process.env['DRAWBRIDGE_TEST_FACTS'] ?? '');
  const files = [...filesIn(path.dirname(vault.dir)), ...filesIn(folder).filter(({ where }) => where.endsWith('.log'))];
  expect(files.length).toBeGreaterThan(3);
  expect(
    files.flatMap(({ where, text }) => found(canaries, text).map((what) => `${path.basename(where)}: ${what}`)),
  ).toEqual([]);
});
