import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { faultPoints, type FaultPoint } from '../../backend/src/platform/fault.ts';
import { endApiProcesses } from '../support/api-process.ts';
import { OwnVault } from '../support/own-vault.ts';
import { play, type Case, type Played, type Story } from './stage.ts';
import { abandoned, approving, connecting, revoking, revokingCopy, rotating, rotatingCopy } from './stories.ts';

/** The refresh of a token and the move of due dates have suites of their own, where other processes take them up. */
type Point = Exclude<FaultPoint, `refresh.${string}` | `due_dates.${string}`>;
const points = faultPoints.filter(
  (point): point is Point => !point.startsWith('refresh.') && !point.startsWith('due_dates.'),
);

/** What becomes of each piece of work when the process ends at that point. */
const stories: Record<Point, Record<string, Story>> = {
  'connect.intended': { 'the attempt fails, and nothing is left of it': connecting('failed') },
  'connect.written': {
    'nobody comes back, and the draft is destroyed when its time is over': abandoned,
    'testing it again connects it': connecting('succeeded'),
  },
  'connect.pointed': { 'testing it again gives the same connection': connecting('succeeded') },
  'rotate.intended': {
    'the credential in use stays': rotating('failed'),
    'a published copy keeps its credential': rotatingCopy('old'),
  },
  'rotate.written': {
    'the credential in use stays, and the draft is destroyed': rotating('expired'),
    'testing it again rotates': rotating('succeeded'),
    'a published copy keeps its credential, and the draft is destroyed': rotatingCopy('old'),
  },
  'rotate.pointed': {
    'the new credential is in use, and the old one is destroyed': rotating('succeeded'),
    'a published copy has its new credential': rotatingCopy('new'),
  },
  'approve.intended': { 'the copy is made by itself': approving },
  'approve.copied': { 'the copy is made by itself': approving },
  'approve.published': { 'the copy is there, once': approving },
  'revoke.pointed': { 'the connection has ended': revoking, 'the published copy has ended': revokingCopy },
  'secret.destroyed': { 'the connection has ended': revoking, 'the published copy has ended': revokingCopy },
};

const cases: Case[] = points.flatMap((point) =>
  Object.entries(stories[point]).map(([outcome, story]) => ({ point, outcome, story })),
);
const lanes: Promise<Played>[] = [];
let vault: OwnVault;

beforeAll(async () => {
  vault = await OwnVault.start();
  // Side by side, because a story waits as much as it works.
  for (const lane of [0, 1])
    lanes.push(
      play(
        cases.filter((_, index) => index % 2 === lane),
        vault,
      ),
    );
}, 60_000);
afterAll(async () => {
  await endApiProcesses();
  await Promise.allSettled(lanes.map(async (lane) => (await lane).database.drop()));
  await vault.stop();
});

const laneOf = (one: Case) => lanes[cases.indexOf(one) % lanes.length];

test.each(cases)(
  'killed at $point: $outcome',
  async (one) => {
    const played = await laneOf(one);
    const look = await played?.ends.get(one);
    await look?.();
    expect(look).toBeDefined();
  },
  300_000,
);

test('nothing is lost, orphaned, half done or without its audit event', async () => {
  const known = new Set<string>();
  for (const { database, left, output } of await Promise.all(lanes)) {
    expect({ left, output: left.length > 0 ? output : '' }).toEqual({ left: [], output: '' });
    const rows = await database.sql<{ place: string }>(
      `select area || '/' || owner_id || '/' || id as place from secret where state <> 'destroyed'`,
    );
    for (const { place } of rows) known.add(place);
  }
  expect((await vault.places()).filter((place) => !known.has(place))).toEqual([]);
});
