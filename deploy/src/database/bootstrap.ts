import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

const loginRoles = ['drawbridge_owner', 'drawbridge_app', 'drawbridge_worker'] as const;
type LoginRole = (typeof loginRoles)[number];

/** Makes the roles of Drawbridge and sets their passwords. Safe to repeat. */
export async function bootstrapRoles(
  superuserUrl: string,
  sql: string,
  passwords: Record<LoginRole, string>,
): Promise<void> {
  await asSuperuser(superuserUrl, async (client) => {
    await client.query(await readFile(path.join(sql, 'roles.sql'), 'utf8'));
    for (const role of loginRoles) await setPassword(client, role, passwords[role]);
    // Nobody but the superuser has business in the databases that come with the server.
    await client.query('revoke connect on database postgres, template1 from public');
  });
}

/** Makes a database when it is missing, and hands it to Drawbridge's owner role. */
export async function bootstrapDatabase(superuserUrl: string, sql: string, name: string): Promise<void> {
  await createDatabase(superuserUrl, name);
  const statements = await readFile(path.join(sql, 'database.sql'), 'utf8');
  await asSuperuser(withDatabase(superuserUrl, name), (client) => client.query(statements));
}

/** Makes the example database that a tenant of the demo can connect to. */
export async function bootstrapDemoTarget(superuserUrl: string, sql: string, password: string): Promise<void> {
  await asSuperuser(superuserUrl, async (client) => {
    const { rowCount } = await client.query(`select from pg_roles where rolname = 'acme_reporting'`);
    if (rowCount === 0) await client.query('create role acme_reporting login connection limit 5');
    await setPassword(client, 'acme_reporting', password);
  });
  await createDatabase(superuserUrl, 'acme_orders');
  const statements = await readFile(path.join(sql, 'demo-target.sql'), 'utf8');
  await asSuperuser(withDatabase(superuserUrl, 'acme_orders'), async (client) => {
    await client.query(statements);
    await client.query(
      'revoke all on database acme_orders from public; grant connect on database acme_orders to acme_reporting',
    );
  });
}

/** The same server and account, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Address of a database on the embedded server. */
export const databaseUrl = (user: string, password: string, port: number, database: string): string =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

async function createDatabase(superuserUrl: string, name: string): Promise<void> {
  await asSuperuser(superuserUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(name)}`);
  });
}

const setPassword = (client: Client, role: string, password: string) =>
  client.query(`alter role ${escapeIdentifier(role)} password ${escapeLiteral(password)}`);

async function asSuperuser(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
