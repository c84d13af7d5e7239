import { expect } from '@jest/globals';
import type { FaultPoint } from '../../backend/src/platform/fault.ts';
import { ApiProcess } from '../support/api-process.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { breaches } from '../support/invariants.ts';
import type { OwnVault } from '../support/own-vault.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';
import { untilEmpty } from '../support/until.ts';
import { seedWorld, type World } from '../support/world.ts';

/** What a story has at hand: an API that ends at one point, and the same address served again afterwards. */
export interface Stage {
  database: TestDatabase;
  vault: OwnVault;
  world: World;
  account: PostgresAccount;
  /** What the connection of this story is called. */
  name: string;
  /** Makes calls of which one is never answered; resolves once the API was started anew, without any fault. */
  restartAfter(calls: PromiseLike<unknown>): Promise<void>;
}

/** Acts up to the fault and goes on after it; returns what to look at once the invariants hold. */
export type Story = (stage: Stage) => Promise<() => Promise<void>>;

export interface Case {
  point: FaultPoint;
  outcome: string;
  story: Story;
}

const recoversWithinMs = 30_000;
const anHour = `interval '1 hour'`;

/**
 * Plays stories on one database, each up to its fault in a process of its own. What they leave behind is put off until
 * all have been played; then one process without any fault finds it all. Returns how each story ends.
 */
export async function play(cases: Case[], vault: OwnVault): Promise<Map<Case, Promise<void>>> {
  const database = await cloneDatabase();
  let api = await ApiProcess.start(database, { env: vault.env });
  const world = await seedWorld(database, api.url);
  const restarted = Promise.withResolvers<void>();
  const looks = new Map<Case, Promise<() => Promise<void>>>();
  for (const one of cases) {
    await api.kill();
    api = await ApiProcess.start(database, { env: { ...vault.env, FAULT_AT: one.point }, port: api.port });
    const died = Promise.withResolvers<void>();
    const restartAfter = async (calls: PromiseLike<unknown>) => {
      await expect(calls).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect(await api.ended).toBe('SIGKILL');
      died.resolve();
      await restarted.promise;
    };
    const account = await postgresAccount(database);
    const look = one.story({ database, vault, world, account, name: `${one.point}: ${one.outcome}`.slice(0, 80), restartAfter });
    looks.set(one, look);
    await Promise.race([died.promise, look]);
    await database.sql(`update secret set next_at = next_at + ${anHour}`);
    await database.sql(`update publication_request set copy_started_at = copy_started_at + ${anHour}`);
  }
  await database.sql(`update secret set next_at = next_at - ${anHour}`);
  await database.sql(`update publication_request set copy_started_at = copy_started_at - ${anHour}`);
  api = await ApiProcess.start(database, { env: { ...vault.env, LOG_LEVEL: 'warn' }, port: api.port });
  restarted.resolve();
  await Promise.allSettled(looks.values());
  const left = await untilEmpty(() => breaches(database, vault, world), recoversWithinMs);
}
