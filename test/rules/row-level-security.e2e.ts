import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import pg from 'pg';
import { createApp } from '../../backend/src/app.ts';
import { asPublisher, readConfig, runInScope, systemPrincipal, UnitOfWork } from '../../backend/src/platform/index.ts';
import { testEnvironment } from '../support/environment.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { seedObjects, type Objects } from '../support/objects.ts';

let h: Harness;
let acme: Objects;
let globex: Objects;
let app: pg.Client;
beforeAll(async () => {
  h = await startHarness({ background: false });
  acme = await seedObjects(h, h.world.acme);
  globex = await seedObjects(h, h.world.globex);
  for (const { admin } of [h.world.acme, h.world.globex])
    expect((await admin.put('/rotation/policies', { authClass: 'basic', days: 50 })).status).toBe(200);
  app = new pg.Client({ connectionString: h.database.appUrl });
  await app.connect();
}, 60_000);
afterAll(async () => {
  await app.end();
  await h.stop();
});

const globalTables = ['global_connection', 'global_connection_version'];
const refusedByPolicy = /row-level security policy|permission denied/;

const tenantTables = async (): Promise<string[]> => {
  const rows = await h.database.sql<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  return rows.map((row) => row.name);
};

/** Runs SQL as the application's role, with this tenant set, and rolls it back. */
async function asTenant<T>(tenant: string | null, work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    await app.query(`select set_config('app.tenant_id', $1, true), set_config('app.scope', 'tenant', true)`, [
      tenant === null ? '' : parseId('tenant', tenant),
    ]);
    return await work();
  } finally {
    await app.query('rollback');
  }
}
const tenantsSeen = async (table: string): Promise<string[]> =>
  (
    await app.query<{ tenant_id: string }>(`select distinct tenant_id from ${table} where tenant_id is not null`)
  ).rows.map((row) => row.tenant_id);

test('every table with a tenant has row-level security, forced on its owner too, and a policy for the application', async () => {
  const tables = await tenantTables();
  expect(tables).toEqual(
    expect.arrayContaining([
      'api_key',
      'app_rule',
      'attempt',
      'audit_event',
      'connection',
      'connection_review',
      'custom_app',
      'custom_app_version',
      'due_date_move',
      'membership',
      'notification',
      'publication_request',
      'secret',
      'sign_off',
      'usage',
    ]),
  );
  const rows = await h.database.sql<{ name: string; enabled: boolean; forced: boolean; policies: string }>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
       (select count(*) from pg_policies p where p.tablename = c.relname and 'drawbridge_app' = any (p.roles)) as policies
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)`,
    [[...tables, 'tenant', 'app_user', 'session']],
  );
  for (const row of rows) expect(row).toMatchObject({ name: row.name, enabled: true, forced: true });
  for (const row of rows) expect([row.name, Number(row.policies)]).not.toEqual([row.name, 0]);
});

test('a table without a tenant is one of those that are known to need none', async () => {
  const rows = await h.database.sql<{ name: string }>(
    `select c.relname as name from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
     and not c.relrowsecurity order by 1`,
  );
  expect(rows.map((row) => row.name)).toEqual([
    'audit_chain',
    'global_connection',
    'global_connection_use',
    'global_connection_version',
    'mikro_orm_migrations',
  ]);
});

test('without a tenant, raw SQL as the application finds no row of any tenant', async () => {
  for (const table of await tenantTables()) {
    expect([table, await tenantsSeen(table)]).toEqual([table, []]);
    expect([table, await asTenant(null, () => tenantsSeen(table))]).toEqual([table, []]);
  }
  expect((await app.query('select 1 from tenant')).rowCount).toBe(0);
  expect((await app.query('select 1 from app_user')).rowCount).toBe(0);
  expect((await app.query('select 1 from session')).rowCount).toBe(0);
});

test('with a tenant set, raw SQL as the application finds rows of that tenant alone', async () => {
  const own = parseId('tenant', acme.ids.tenant);
  const filled = new Set<string>();
  for (const table of await tenantTables()) {
    const seen = await asTenant(acme.ids.tenant, () => tenantsSeen(table));
    expect([table, seen.filter((tenant) => tenant !== own)]).toEqual([table, []]);
    if (seen.length > 0) filled.add(table);
  }
  expect([...filled]).toEqual(
    expect.arrayContaining([
      'api_key',
      'app_rule',
      'attempt',
      'audit_event',
      'connection',
      'connection_review',
      'custom_app',
      'custom_app_version',
      'due_date_move',
      'membership',
      'publication_request',
      'secret',
      'sign_off',
      'usage',
    ]),
  );
  expect((await asTenant(acme.ids.tenant, () => app.query('select id from tenant'))).rows).toEqual([{ id: own }]);
});

test('the tenant of one transaction is gone in the next', async () => {
  await app.query('begin');
  await app.query(`select set_config('app.tenant_id', $1, true)`, [parseId('tenant', acme.ids.tenant)]);
  await app.query('commit');
  expect((await app.query('select 1 from connection')).rowCount).toBe(0);
});

test("one tenant can neither add, change nor take over another tenant's rows", async () => {
  const [own, other] = [parseId('tenant', acme.ids.tenant), parseId('tenant', globex.ids.tenant)];
  for (const table of await tenantTables()) {
    const change = asTenant(
      acme.ids.tenant,
      async () => (await app.query(`update ${table} set tenant_id = tenant_id where tenant_id = $1`, [other])).rowCount,
    );
    expect([
      table,
      await change.catch((error: Error) => (/permission denied/.test(error.message) ? 0 : error.message)),
    ]).toEqual([table, 0]);
    const remove = asTenant(
      acme.ids.tenant,
      async () => (await app.query(`delete from ${table} where tenant_id = $1`, [other])).rowCount,
    );
    expect([
      table,
      await remove.catch((error: Error) => (/permission denied/.test(error.message) ? 0 : error.message)),
    ]).toEqual([table, 0]);
    const give = asTenant(
      acme.ids.tenant,
      async () => (await app.query(`update ${table} set tenant_id = $1 where tenant_id = $2`, [other, own])).rowCount,
    );
    expect([
      table,
      await give.catch((error: Error) => (refusedByPolicy.test(error.message) ? 0 : error.message)),
    ]).toEqual([table, 0]);
  }
  const forged = asTenant(acme.ids.tenant, () =>
    app.query(
      `insert into api_key (id, tenant_id, name, hint, secret_hash, created_by, created_at) values (uuidv7(), $1, 'forged', 'x', '\\x00', $2, now())`,
      [other, parseId('user', h.world.acme.admin.id)],
    ),
  );
  await expect(forged).rejects.toThrow(/row-level security policy/);
  const event = asTenant(acme.ids.tenant, () =>
    app.query(
      `insert into audit_event (id, tenant_id, seq, at, action, outcome, actor_kind, actor_name, changes, count, hash)
       values (uuidv7(), $1, 1, now(), 'forged.event', 'success', 'user', 'Forger', '{}', 1, '\\x00')`,
      [other],
    ),
  );
  await expect(event).rejects.toThrow(/row-level security policy/);
});

test('a reference cannot cross tenants: the keys carry the tenant', async () => {
  const usage = h.database.sql(
    `insert into usage (id, tenant_id, connection_id, workflow, operation, api_key_id, use_count, first_used_at, last_used_at)
     values (uuidv7(), $1, $2, 'w', 'o', $3, 1, now(), now())`,
    [
      parseId('tenant', globex.ids.tenant),
      parseId('connection', acme.ids.connection),
      parseId('apiKey', globex.ids.apiKey),
    ],
  );
  await expect(usage).rejects.toThrow(/foreign key/);
});

test('the application cannot write the global tables, except as the publisher within one transaction', async () => {
  for (const table of globalTables) {
    await expect(app.query(`update ${table} set name = name`)).rejects.toThrow(/permission denied/);
    await expect(app.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(app.query(`insert into ${table} select * from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(app.query(`truncate ${table} cascade`)).rejects.toThrow(/permission denied/);
  }
  await app.query('begin');
  await app.query('set local role global_publisher');
  expect((await app.query('update global_connection set name = name')).rowCount).toBeGreaterThan(0);
  await expect(app.query('select 1 from connection')).rejects.toThrow(/permission denied/);
  await app.query('rollback');
  const { rows } = await app.query('select current_user as role');
  expect(rows).toEqual([{ role: 'drawbridge_app' }]);
  await expect(app.query('update global_connection set name = name')).rejects.toThrow(/permission denied/);
});

test('a unit of work is the application again after it has published, also when publishing fails', async () => {
  const uow = h.app.get(UnitOfWork);
  const role = async () => {
    const [row] = await runInScope({ requestId: null, principal: systemPrincipal }, () =>
      uow.run((em) => em.execute<{ role: string }[]>('select current_user as role')),
    );
    return row?.role;
  };
  const within = await uow.asSystem(async (em) => {
    const [during] = await asPublisher(em, () => em.execute<{ role: string }[]>('select current_user as role'));
    const [after] = await em.execute<{ role: string }[]>('select current_user as role');
    return [during?.role, after?.role];
  });
  expect(within).toEqual(['global_publisher', 'drawbridge_app']);
  await expect(uow.asSystem((em) => asPublisher(em, () => em.execute('select 1 from connection')))).rejects.toThrow(
    /permission denied/,
  );
  for (let i = 0; i < 12; i++) expect(await role()).toBe('drawbridge_app');
});

test('the audit trail can be added to and read by the application, and nothing else', async () => {
  for (const scope of ['tenant', 'system']) {
    for (const statement of [
      `update audit_event set action = 'x.y'`,
      'delete from audit_event',
      'truncate audit_event',
      'update audit_chain set seq = 0',
      'delete from audit_chain',
      'truncate audit_chain',
      'insert into audit_chain select * from audit_chain',
    ]) {
      await app.query('begin');
      await app.query(`select set_config('app.tenant_id', $1, true), set_config('app.scope', $2, true)`, [
        parseId('tenant', acme.ids.tenant),
        scope,
      ]);
      await expect(app.query(statement)).rejects.toThrow(/permission denied/);
      await app.query('rollback');
    }
  }
});

test('the roles hold no power beyond their work', async () => {
  const rows = await h.database.sql(
    `select rolname as name, rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication as power, rolcanlogin as login
     from pg_roles where rolname in ('drawbridge_app', 'global_publisher', 'auth_lookup', 'rotation_keeper', 'drawbridge_owner', 'drawbridge_worker') order by 1`,
  );
  expect(rows).toEqual([
    { name: 'auth_lookup', power: false, login: false },
    { name: 'drawbridge_app', power: false, login: true },
    { name: 'drawbridge_owner', power: false, login: true },
    { name: 'drawbridge_worker', power: false, login: true },
    { name: 'global_publisher', power: false, login: false },
    { name: 'rotation_keeper', power: false, login: false },
  ]);
  const [owned] = await h.database.sql<{ count: string }>(
    `select count(*) as count from pg_class where relowner = 'drawbridge_app'::regrole`,
  );
  expect(Number(owned?.count)).toBe(0);
  const memberships = await h.database.sql(
    `select r.rolname as role, m.inherit_option as inherits, m.admin_option as grants from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = 'drawbridge_app'::regrole`,
  );
  expect(memberships).toEqual([{ role: 'global_publisher', inherits: false, grants: false }]);
  await expect(app.query('create table public.mine (id int)')).rejects.toThrow(/permission denied/);
});

test('the application refuses to start as a role that row-level security does not hold', async () => {
  const start = async (url: string) => {
    const started = await createApp(readConfig(testEnvironment(h.database, { DATABASE_URL: url })));
    await started.close();
  };
  await expect(start(h.database.superuserUrl)).rejects.toThrow(
    /^The database role \S+ bypasses row-level security\. Use drawbridge_app in DATABASE_URL\.$/,
  );
  await expect(start(h.database.ownerUrl)).rejects.toThrow(
    /^The database role drawbridge_owner owns the tables\. Use drawbridge_app in DATABASE_URL\.$/,
  );
  await start(h.database.appUrl);
});

test('only the known functions run with the rights of their owner, each with a fixed search path and not for everybody', async () => {
  const rows = await h.database.sql<{ name: string; owner: string; config: string[] | null; everybody: boolean }>(
    `select n.nspname || '.' || p.proname as name, p.proowner::regrole::text as owner, p.proconfig as config,
       coalesce((select bool_or(a.grantee = 0) from aclexplode(p.proacl) a), p.proacl is null) as everybody
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker') order by 1`,
  );
  expect(Object.fromEntries(rows.map((row) => [row.name, row.owner]))).toEqual({
    'auth.api_key_by_id': 'auth_lookup',
    'auth.session_by_hash': 'auth_lookup',
    'auth.user_by_email': 'auth_lookup',
    'jobs.add': 'drawbridge_worker',
    'public.audit_append': 'drawbridge_owner',
    'public.newest_migration': 'drawbridge_owner',
    'rotation.move_connections': 'rotation_keeper',
    'rotation.move_copies': 'rotation_keeper',
    'rotation.move_one': 'rotation_keeper',
    'rotation.recompute': 'rotation_keeper',
  });
  for (const row of rows) {
    expect([row.name, row.config?.some((one) => one.startsWith('search_path='))]).toEqual([row.name, true]);
    // A trigger function cannot be called, so nobody needs to be kept from it.
    if (row.name !== 'public.audit_append') expect([row.name, row.everybody]).toEqual([row.name, false]);
  }
});

test('a view, where there is one, reads with the rights of its reader', async () => {
  const views = await h.database.sql<{ name: string; options: string[] | null }>(
    `select c.relname as name, c.reloptions as options from pg_class c where c.relkind in ('v', 'm') and c.relnamespace = 'public'::regnamespace`,
  );
  for (const view of views)
    expect([view.name, view.options ?? []]).toEqual([view.name, expect.arrayContaining(['security_invoker=true'])]);
});
