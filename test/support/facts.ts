import { readFileSync } from 'node:fs';
import type { TestFacts } from '@drawbridge/deploy/test-servers';

/** Where the database and the Vault of this test run are. */
export function testFacts(): TestFacts {
  const file = process.env['DRAWBRIDGE_TEST_FACTS'];
  if (file === undefined) throw new Error('the global setup has not run');
  return JSON.parse(readFileSync(file, 'utf8')) as TestFacts;
}
