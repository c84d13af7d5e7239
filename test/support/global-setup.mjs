// One PostgreSQL and one Vault for the whole run; every suite clones the migrated template database.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestServers } from '@drawbridge/deploy/test-servers';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export default async function setUp() {
  const servers = await startTestServers(repository);
  const file = path.join(servers.folder, 'facts.json');
  writeFileSync(file, JSON.stringify(servers.facts), { mode: 0o600 });
  process.env.DRAWBRIDGE_TEST_FACTS = file;
  globalThis.drawbridgeTestServers = servers;
}
