import { freePort } from '@drawbridge/deploy/processes/ports';
import { expect } from '@jest/globals';
import type { FaultPoint } from '../../backend/src/platform/fault.ts';
import { ApiProcess } from '../support/api-process.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { unsettled } from '../support/invariants.ts';
import type { OwnVault } from '../support/own-vault.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';
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

/** Stories that have been played: what is wrong with the two stores, and how each one ends. */
export interface Played {
  database: TestDatabase;
  left: string[];
  output: string;
  ends: Map<Case, Promise<() => Promise<void>>>;
}

const recoversWithinMs = 30_000;

/**
 * Plays stories on one database, each up to its fault in a process of its own. What they leave behind is put off until
 * all have been played; then one process without any fault finds it all.
 */
export async function play(cases: Case[], vault: OwnVault): Promise<Played> {
  const database = await cloneDatabase();
  const port = await freePort();
  const world = await seedWorld(database, `http://127.0.0.1:${port}`);
  const restarted = Promise.withResolvers<void>();
  const ends: Played['ends'] = new Map();
  const show: (() => Promise<void>)[] = [];
  for (const [index, one] of cases.entries()) {
    const api = await ApiProcess.start(database, { env: { ...vault.env, FAULT_AT: one.point }, port });
    const died = Promise.withResolvers<void>();
    const restartAfter = async (calls: PromiseLike<unknown>) => {
      await expect(calls).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect(await api.ended).toBe('SIGKILL');
      died.resolve();
      await restarted.promise;
    };
    const name = `Story ${index}`;
    const end = one.story({ database, vault, world, account: await postgresAccount(database), name, restartAfter });
    ends.set(one, end);
    await Promise.race([died.promise, end.catch(() => undefined)]);
    await api.kill();
    show.push(await putOff(database));
  }
  for (const again of show) await again();
  const api = await ApiProcess.start(database, { env: { ...vault.env, LOG_LEVEL: 'warn' }, port });
  restarted.resolve();
  await Promise.allSettled(ends.values());
  const left = await unsettled(database, vault, world, recoversWithinMs);
  return { database, left, output: api.tail, ends };
}

const clocks = [
  ['secret', 'next_at'],
  ['publication_request', 'copy_started_at'],
] as const;

/** Hides what the loops would take up, so that no process meets what another one left; returns how to show it again. */
async function putOff({ sql }: TestDatabase): Promise<() => Promise<void>> {
  const restore: [text: string, values: unknown[]][] = [];
  for (const [table, clock] of clocks) {
    const rows = await sql<{ id: string; at: Date }>(
      `select id, ${clock} as at from ${table} where ${clock} < 'infinity'`,
    );
    for (const { id, at } of rows) restore.push([`update ${table} set ${clock} = $2 where id = $1`, [id, at]]);
    await sql(`update ${table} set ${clock} = 'infinity' where ${clock} < 'infinity'`);
  }
  return async () => {
    for (const [text, values] of restore) await sql(text, values);
  };
}
