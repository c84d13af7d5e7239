import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allowed, machines, statesOf, type Machine } from '@drawbridge/catalog';
import { next, Problem } from '../../backend/src/platform/index.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const all = machines as readonly Machine<string, string>[];
const eventsOf = (machine: Machine<string, string>) => Object.keys(machine.events);
const architecture = new URL('../../ARCHITECTURE.md', import.meta.url);

/** What is final: written down here by hand, so that a transition that opens it again is seen. */
const final: Record<string, string[]> = {
  attempt: ['succeeded', 'failed', 'expired'],
  connection: ['revoked'],
  publication_request: ['approved', 'denied', 'withdrawn', 'expired'],
  global_connection: ['revoked'],
  reminder_run: ['completed', 'failed'],
};

/** Every transition that there is, written down here by hand. */
const transitions: Record<string, string[]> = {
  attempt: ['pending --succeed--> succeeded', 'pending --fail--> failed', 'pending --expire--> expired'],
  connection: [
    'active --invalidate--> needs_reauth',
    'needs_reauth --recover--> active',
    'active --reauthorize--> active',
    'needs_reauth --reauthorize--> active',
    'active --rotate--> active',
    'needs_reauth --rotate--> active',
    'active --revoke--> revoked',
    'needs_reauth --revoke--> revoked',
  ],
  publication_request: [
    'pending --approve--> approving',
    'approving --publish--> approved',
    'approving --release--> pending',
    'pending --deny--> denied',
    'pending --withdraw--> withdrawn',
    'pending --expire--> expired',
  ],
  global_connection: [
    'published --republish--> published',
    'published --rotate--> published',
    'published --revoke--> revoked',
  ],
  reminder_run: ['running --complete--> completed', 'running --fail--> failed'],
};

const outcome = (machine: Machine<string, string>, state: string, event: string): string => {
  try {
    return next(machine, state, event);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.code;
  }
};

test('every machine is written down here', () => {
  expect(all.map((machine) => machine.name).sort()).toEqual(Object.keys(transitions).sort());
});

describe.each(all.map((machine) => [machine.name, machine] as const))('%s', (name, machine) => {
  test('takes every event in every state as the table says, and refuses the others', () => {
    const possible = new Map(
      (transitions[name] ?? []).map((line) => [line.split('-->')[0]?.trim(), line.split('-->')[1]?.trim()]),
    );
    for (const state of statesOf(machine))
      for (const event of eventsOf(machine)) {
        const expected = possible.get(`${state} --${event}`) ?? 'invalid_transition';
        expect(`${state} ${event} ${outcome(machine, state, event)}`).toBe(`${state} ${event} ${expected}`);
        expect(allowed(machine, state).includes(event)).toBe(expected !== 'invalid_transition');
      }
    expect(outcome(machine, machine.initial, 'no such event')).toBe('invalid_transition');
    expect(outcome(machine, machine.initial, 'constructor')).toBe('invalid_transition');
  });

  test('can reach every state, and leaves a final one by no event', () => {
    const reached = new Set([machine.initial]);
    for (const state of reached) for (const event of allowed(machine, state)) reached.add(next(machine, state, event));
    expect([...reached].sort()).toEqual(statesOf(machine).sort());
    expect(
      statesOf(machine)
        .filter((state) => allowed(machine, state).length === 0)
        .sort(),
    ).toEqual([...(final[name] ?? [])].sort());
  });

  test('has the states that the database takes, and no others', async () => {
    const checks = await database.sql<{ text: string }>(
      `select pg_get_constraintdef(oid) as text from pg_constraint where contype = 'c' and conrelid = $1::regclass and pg_get_constraintdef(oid) ~ $2`,
      [name, String.raw`^CHECK \(\(state = ANY \(ARRAY\[[^\]]*\]\)\)\)$`],
    );
    expect(checks).toHaveLength(1);
    const states = [...(checks[0]?.text ?? '').matchAll(/'([^']+)'::text/g)].map(([, state]) => state);
    expect(states.sort()).toEqual(statesOf(machine).sort());
  });

  test('is drawn in ARCHITECTURE.md as it is', () => {
    const section = readFileSync(architecture, 'utf8')
      .split(/^#{1,3} /m)
      .find((part) => part.startsWith(`${name}\n`));
    const diagram = /```mermaid\s+stateDiagram-v2\n([\s\S]*?)```/.exec(section ?? '')?.[1] ?? '';
    const drawn = diagram.split('\n').flatMap((line) => {
      const [, from, to, event] = /^\s*(\S+) --> ([^\s:]+)(?:: (\S+))?\s*$/.exec(line) ?? [];
      return from === undefined || to === undefined ? [] : [`${from} --${event ?? ''}--> ${to}`];
    });
    const expected = eventsOf(machine).flatMap((event) =>
      (machine.events[event]?.from ?? []).map((from) => `${from} --${event}--> ${next(machine, from, event)}`),
    );
    expect(drawn.sort()).toEqual([...expected, `[*] ----> ${machine.initial}`].sort());
  });
});
