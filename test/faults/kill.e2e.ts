import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { faultPoints, type FaultPoint } from '../../backend/src/platform/fault.ts';
import { endApiProcesses } from '../support/api-process.ts';
import { OwnVault } from '../support/own-vault.ts';
import { play, type Story } from './stage.ts';
import { abandoned, approving, connecting, revoking, revokingCopy, rotating } from './stories.ts';

/** What becomes of each piece of work when the process ends at that point. A point without a story fails below. */
const stories: Record<FaultPoint, Record<string, Story>> = {
  'connect.intended': { 'the attempt fails, and nothing is left of it': connecting('failed') },
  'connect.written': {
    'nobody comes back, and the draft is destroyed when its time is over': abandoned,
    'testing it again connects it': connecting('succeeded'),
  },
  'connect.pointed': { 'testing it again gives the same connection': connecting('succeeded') },
  'rotate.intended': { 'the credential in use stays': rotating('failed') },
  'rotate.written': {
    'the credential in use stays, and the draft is destroyed': rotating('expired'),
    'testing it again rotates': rotating('succeeded'),
  },
  'rotate.pointed': { 'the new credential is in use, and the old one is destroyed': rotating('succeeded') },
  'approve.intended': { 'the copy is made by itself': approving },
  'approve.copied': { 'the copy is made by itself': approving },
  'approve.published': { 'the copy is there, once': approving },
  'revoke.pointed': { 'the connection has ended': revoking, 'the published copy has ended': revokingCopy },
  'secret.destroyed': { 'the connection has ended': revoking, 'the published copy has ended': revokingCopy },
};

const cases = faultPoints.flatMap((point) =>
  Object.entries(stories[point]).map(([outcome, story]) => ({ point, outcome, story })),
);
const atOnce = 3;
const played = new Map<(typeof cases)[number], Promise<void>>();
const known = new Set<string>();
let vault: OwnVault;

beforeAll(async () => {
  vault = await OwnVault.start();
  // The stories wait more than they work: they are played side by side, and each test tells of one.
  const lanes = Array.from({ length: atOnce }, () => Promise.resolve());
  for (const [index, one] of cases.entries()) {
    const playing = (lanes[index % atOnce] ?? Promise.resolve()).then(() => play(one.point, one.story, vault, known));
    played.set(one, playing);
    lanes[index % atOnce] = playing.catch(() => undefined);
  }
}, 60_000);
afterAll(async () => {
  await endApiProcesses();
  await vault.stop();
});

test.each(cases)('killed at $point: $outcome', (one) => played.get(one), 120_000);

test('and Vault holds nothing that no database knows', async () => {
  expect((await vault.places()).filter((place) => !known.has(place))).toEqual([]);
});
