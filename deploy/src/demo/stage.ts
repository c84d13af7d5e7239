import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from './api-client.ts';
import { differs } from './expect.ts';
import type { InstanceFacts } from './instance-facts.ts';
import type { OrdersDatabase } from './orders-database.ts';

/** Who plays. */
export interface Cast {
  ada: ApiClient;
  mia: ApiClient;
  gus: ApiClient;
  sam: ApiClient;
  olga: ApiClient;
  cora: ApiClient;
  acmeWorkflow: ApiClient;
  globexWorkflow: ApiClient;
  initechWorkflow: ApiClient;
}

/** What the steps share: who plays, and what they made so far. */
export interface Stage {
  facts: InstanceFacts;
  cast: Cast;
  orders: OrdersDatabase;
  /** Tells this run from every other one. */
  run: string;
  connectionId: string;
  copyId: string;
  /** Runs one step and prints its outcome; the work returns the outcome in a few words. */
  step: (actor: ApiClient, does: string, work: () => Promise<string>) => Promise<void>;
  /** Is undone at the end, the last one first, also when a step went wrong. */
  undo: (work: () => Promise<unknown>) => void;
}

/** Asks again until there is an answer; a Difference when there is none in time. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, withinMs = 15_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw differs(what, `within ${withinMs / 1000} seconds`, 'nothing until then');
    await pause(150);
  }
}
