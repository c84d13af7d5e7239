import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Test } from 'supertest';
import { faultPoints, type FaultPoint } from '../../backend/src/platform/fault.ts';
import { ApiProcess, endApiProcesses } from '../support/api-process.ts';
import { connect, requestPublication } from '../support/connecting.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { breaches } from '../support/invariants.ts';
import { OwnVault } from '../support/own-vault.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';
import { untilEmpty } from '../support/until.ts';
import { seedWorld, type World } from '../support/world.ts';

/** What a story has at hand: an API that dies at its point, and the same address served again afterwards. */
interface Stage {
  database: TestDatabase;
  world: World;
  account: PostgresAccount;
  /** Makes the call that is never answered, and starts the API anew, without any fault. */
  restartAfter(call: Test): Promise<void>;
}

/** Acts up to the point, restarts, and says what must be true of this very work; the invariants are asked for all. */
type Story = (stage: Stage) => Promise<() => Promise<void>>;

const stories: Record<FaultPoint, Record<string, Story>> = {
  'connect.intended': { 'the attempt can only fail, and nothing is left of it': connecting(unstored) },
  'connect.written': {
    'testing it again connects it': connecting(connected),
    'nobody comes back, and its draft is destroyed in time': connecting(abandoned),
  },
  'connect.pointed': { 'testing it again gives the same connection': connecting(connected) },
  'rotate.intended': { 'the credential in use stays': rotating('old') },
  'rotate.written': { 'the credential in use stays': rotating('old') },
  'rotate.pointed': { 'the new credential is in use': rotating('new') },
  'approve.intended': { 'the copy is made by itself': approving },
  'approve.copied': { 'the copy is made by itself': approving },
  'approve.published': { 'the copy is made once': approving },
  'revoke.pointed': { 'a connection ends': revoking, 'a published copy ends': revokingCopy },
  'secret.destroyed': { 'a connection ends': revoking, 'a published copy ends': revokingCopy },
};

const cases = faultPoints.flatMap((point) =>
  Object.entries(stories[point]).map(([outcome, story]) => ({ point, outcome, story })),
);
const results = new Map<Story | string, Promise<Result>>();
let vault: OwnVault;

interface Result {
  left: string[];
  then: () => Promise<void>;
}

const withinMs = 30_000;
const atOnce = 3;

beforeAll(async () => {
  vault = await OwnVault.start();
  // The stories wait more than they work, so some are played at a time; the tests below ask for the outcome.
  const waiting = [...cases];
  const player = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await play(next).catch(() => undefined);
  };
  for (let players = 0; players < atOnce; players++) void player();
}, 60_000);

afterAll(async () => {
  await endApiProcesses();
  await vault.stop();
});

test.each(cases)('killed at $point: $outcome', async ({ point, outcome, story }) => {});
