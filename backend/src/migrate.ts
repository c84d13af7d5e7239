import 'reflect-metadata';
import { MikroORM } from '@mikro-orm/postgresql';
import { runMigrations } from 'graphile-worker';
import { migrationUrls } from './platform/config/environment.ts';
import { ormOptions } from './platform/database/orm.ts';
import { entities } from './entities.ts';

/** Brings the database to this build: the job queue as its own role, everything else as the owner. */
try {
  const { owner, worker } = migrationUrls();
  await runMigrations({ connectionString: worker });
  const orm = await MikroORM.init(ormOptions({ url: owner, entities, audited: new Set() }));
  const applied = await orm.migrator.up();
  await orm.close(true);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.length} migrations.`);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
