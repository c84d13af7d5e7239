import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
const [acme, globex, person] = [randomUUID(), randomUUID(), randomUUID()];
beforeAll(async () => {
  database = await cloneDatabase();
  for (const id of [acme, globex])
    await database.sql(`insert into tenant (id, name, slug, created_at, version) values ($1, $2, $2, now(), 1)`, [
      id,
      `t-${id}`,
    ]);
  await database.sql(
    `insert into app_user (id, email, name, password_hash, created_at, version) values ($1, 'a@example.com', 'A', 'none', now(), 1)`,
    [person],
  );
}, 60_000);
afterAll(() => database.drop());

/** References by id alone, and why the tenant cannot be a part of them. */
const byIdAlone: Record<string, string> = {
  'attempt.oauth_client_id -> oauth_client': "the platform's client serves every tenant",
  'connection.oauth_client_id -> oauth_client': "the platform's client serves every tenant",
  'attempt.secret_id -> secret': 'the row of a secret is in one of three areas, and its path in Vault names the tenant',
  'connection.refresh_secret_id -> secret': 'as above',
  'connection.secret_id -> secret': 'as above',
  'oauth_client.secret_id -> secret': 'as above',
  'publication_request.copy_secret_id -> secret': "the secret of the copy is nobody's",
  'reminder.run_id -> reminder_run': "the platform's run reminds people of every tenant",
};

test('a reference between two tables with a tenant carries the tenant, or is known to need none', async () => {
  const rows = await database.sql<{ name: string }>(
    `with reference as (
       select c.conrelid, c.confrelid,
         (select array_agg(a.attname order by a.attname) from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey)) as columns
       from pg_constraint c where c.contype = 'f'),
     owned as (select attrelid as id from pg_attribute where attname = 'tenant_id' and not attisdropped)
     select conrelid::regclass || '.' || array_to_string(columns, ',') || ' -> ' || confrelid::regclass as name
     from reference where conrelid in (select id from owned) and confrelid in (select id from owned)
       and not columns && array['tenant_id', 'owner_scope']::name[] order by 1`,
  );
  expect(rows.map((row) => row.name)).toEqual(Object.keys(byIdAlone).sort());
});

const app = async (owner: string | null): Promise<string> => {
  const [id, prefix] = [randomUUID(), owner === null ? 'custom' : 'own'];
  await database.sql(
    `insert into custom_app (id, tenant_id, app_id, name, created_by, created_at, version) values ($1, $2, $3, 'App', $4, now(), 1)`,
    [id, owner, `${prefix}-${id}`, person],
  );
  return id;
};
const addVersion = (of: string, owner: string | null) =>
  database.sql(
    `insert into custom_app_version (id, custom_app_id, tenant_id, number, definition, created_by, created_at)
     values (uuidv7(), $1, $2, 1, '{}', $3, now())`,
    [of, owner, person],
  );

test.each<[string, string | null, string | null]>([
  ["another tenant's", acme, globex],
  ['a tenant for the platform', acme, null],
  ['the platform for a tenant', null, acme],
])('no version of a custom app belongs to somebody else: of %s', async (_whose, owner, other) => {
  const id = await app(owner);
  await expect(addVersion(id, other)).rejects.toThrow(/violates foreign key/);
  await addVersion(id, owner);
});
