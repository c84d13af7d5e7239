// The throw-away servers, and databases on them.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestServers } from '@drawbridge/deploy/test-servers';
import pg from 'pg';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Starts PostgreSQL, which waits for the disk, and Vault. */
export async function openStage() {
  const servers = await startTestServers(repository, { durable: true });
  const { postgres, vault } = servers.facts;
  const admin = new pg.Client({ connectionString: postgres.superuserUrl });
  // The server is stopped before its last client says goodbye.
  admin.on('error', () => {});
  await admin.connect();
  const databases = [];
  return {
    repository,
    vault,
    admin,
    postgresLog: path.join(servers.folder, 'postgres.log'),
    async database(label) {
      const database = await cloneTemplate(admin, postgres, label);
      databases.push(database);
      return database;
    },
    async stop() {
      for (const database of databases) await database.pool.end().catch(() => {});
      await admin.end().catch(() => {});
      await servers.stop();
    },
  };
}

async function cloneTemplate(admin, postgres, label) {
  const name = `bench_${label}_${randomBytes(4).toString('hex')}`;
  await admin.query(`create database ${name} template ${postgres.template} strategy file_copy`);
  await admin.query(`alter database ${name} with is_template false allow_connections true`);
  await admin.query(`grant connect on database ${name} to drawbridge_app, drawbridge_worker`);
  const at = (url) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const pool = new pg.Pool({ connectionString: at(postgres.superuserUrl), max: 4 });
  pool.on('error', () => {});
  return {
    name,
    host: `${postgres.host}:${postgres.port}`,
    appUrl: at(postgres.appUrl),
    workerUrl: at(postgres.workerUrl),
    superuserUrl: at(postgres.superuserUrl),
    pool,
    sql: async (text, values) => (await pool.query(text, values)).rows,
  };
}
