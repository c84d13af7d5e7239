import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testFacts } from './facts.ts';

/** A database of its own, cloned from the migrated template. */
export interface TestDatabase {
  name: string;
  appUrl: string;
  ownerUrl: string;
  workerUrl: string;
  superuserUrl: string;
  /** SQL as the superuser, whom row-level security does not hold. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

const at = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};

export async function cloneDatabase(): Promise<TestDatabase> {
  const { postgres } = testFacts();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: postgres.superuserUrl });
  await admin.connect();
  // Two clones at a time would each find the other at the template.
  await admin.query('select pg_advisory_lock(4711)');
  await admin.query(`create database ${name} template ${postgres.template} strategy file_copy`);
  await admin.query(`alter database ${name} with is_template false allow_connections true`);
  await admin.query(`grant connect on database ${name} to drawbridge_app, drawbridge_worker`);
  await admin.query('select pg_advisory_unlock(4711)');
  const superuserUrl = at(postgres.superuserUrl, name);
  const superuser = new pg.Pool({ connectionString: superuserUrl, max: 2 });
  superuser.on('error', () => undefined);
  return {
    name,
    appUrl: at(postgres.appUrl, name),
    ownerUrl: at(postgres.ownerUrl, name),
    workerUrl: at(postgres.workerUrl, name),
    superuserUrl,
    sql: async (text, values) => (await superuser.query(text, values)).rows,
    drop: async () => {
      await superuser.end();
      // Connections that are still closing would be cut off with an error that nobody listens to.
      for (let tries = 0; tries < 60; tries++) {
        const { rowCount } = await admin.query('select from pg_stat_activity where datname = $1', [name]);
        if (rowCount === 0) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}
