import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run db:migrate`: brings the operator's own database to this build. */

const missing = ['DATABASE_OWNER_URL', 'DATABASE_WORKER_URL'].filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(
    `Set ${missing.join(' and ')} (see deploy/README.md). The database that npm start brings along is migrated by npm start.`,
  );
  process.exit(1);
}
const script = path.resolve(fileURLToPath(import.meta.url), '../../../backend/dist/migrate.js');
process.exit(spawnSync(process.execPath, [script], { stdio: 'inherit' }).status ?? 1);
