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
  /** Makes the calls of which one is never answered, then starts the API anew, without any fault. */
  restartAfter(calls: PromiseLike<unknown>): Promise<void>;
}

/** Acts up to the fault and goes on after it; returns what to look at once the invariants hold. */
export type Story = (stage: Stage) => Promise<() => Promise<void>>;

const recoversWithinMs = 30_000;

/** Plays a story on a database of its own; the places that its database knows are added to `known`. */
export async function play(point: FaultPoint, story: Story, vault: OwnVault, known: Set<string>): Promise<void> {
  const database = await cloneDatabase();
  let api = await ApiProcess.start(database, { env: { ...vault.env, FAULT_AT: point } });
  try {
    const world = await seedWorld(database, api.url);
    const look = await story({
      database,
      vault,
      world,
      account: await postgresAccount(database),
      restartAfter: async (calls) => {
        await expect(calls).rejects.toMatchObject({ code: 'ECONNRESET' });
        expect(await api.ended).toBe('SIGKILL');
        api = await ApiProcess.start(database, { env: { ...vault.env, LOG_LEVEL: 'warn' }, port: api.port });
      },
    });
    const left = await untilEmpty(() => breaches(database, vault, world), recoversWithinMs);
    expect({ left, output: left.length > 0 ? api.output : '' }).toEqual({ left: [], output: '' });
    await look();
    for (const { place } of await database.sql<{ place: string }>(
      `select area || '/' || owner_id || '/' || id as place from secret where state <> 'destroyed'`,
    ))
      known.add(place);
  } finally {
    await api.kill();
    await database.drop();
  }
}
