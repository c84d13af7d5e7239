import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { faultPoints, type FaultPoint } from '../../backend/src/platform/fault.ts';
import { ApiProcess, endApiProcesses } from '../support/api-process.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { connectSandbox, consent, registerClient, startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';

/** Three processes on one database renew tokens of a provider that ends a grant when a used refresh token comes again. */

type Point = Extract<FaultPoint, `refresh.${string}`>;
const points = faultPoints.filter((point): point is Point => point.startsWith('refresh.'));
const replicas: ApiProcess[] = [];
const doomed = new Map<Point, ApiProcess>();
const recoversWithinMs = 30_000;

let h: Harness;
let sandbox: TestSandbox;
let slow: ApiProcess;

beforeAll(async () => {
  sandbox = await startSandbox();
  h = await startHarness({ env: sandbox.env, background: false });
  await registerClient(h.world.systemAdmin);
  const env = { ...sandbox.env, DATABASE_POOL: '3', DATABASE_LOOKUP_POOL: '2' };
  const start = (more: Record<string, string> = {}) => ApiProcess.start(h.database, { env: { ...env, ...more } });
  const makeReplica = async () => void replicas.push(await start());
  const makeDoomed = async (point: Point) => void doomed.set(point, await start({ FAULT_AT: point }));
  const makeSlow = async () => void (slow = await start());
  await Promise.all([makeReplica(), makeReplica(), makeReplica(), makeSlow(), ...points.map(makeDoomed)]);
}, 90_000);
afterAll(async () => {
  await endApiProcesses();
  await h.stop();
  await sandbox.close();
});

interface Resolved {
  status: number;
  body: { code?: string; fields: { access_token: string } };
}

const resolve = (id: string, api: ApiProcess): Promise<Resolved> =>
  h.world.acme.workflow
    .at(api.url)
    .post('/credentials/resolve', { connectionId: id })
    .then(({ status, body }) => ({ status, body: body as Resolved['body'] }));

const replica = (index: number) => replicas[index % replicas.length] as ApiProcess;

/** As a workflow engine does: later means to ask again. */
async function resolveInTime(id: string, api: ApiProcess): Promise<Resolved> {
  const end = Date.now() + recoversWithinMs;
  for (;;) {
    const reply = await resolve(id, api);
    if (reply.status !== 503 || Date.now() > end) return reply;
    await pause(250);
  }
}

/** A connection whose token has just ended; the loops do not see it, so that the calls decide which process renews. */
async function expired(name: string): Promise<string> {
  const id = await connectSandbox(h.world.acme.admin, name);
  await h.database.sql(`update connection set token_expires_at = now() - interval '1 second' where id = $1`, [
    parseId('connection', id),
  ]);
  return id;
}

const distinct = (replies: Resolved[]) =>
  new Set(replies.map(({ status, body }) => body.fields?.access_token ?? status));

async function rowOf(id: string) {
  const [row] = await h.database.sql<{
    state: string;
    secret_id: string;
    refresh_secret_id: string;
    refresh_failures: number;
  }>('select state, secret_id, refresh_secret_id, refresh_failures from connection where id = $1', [
    parseId('connection', id),
  ]);
  if (!row) throw new Error('no such connection');
  return row;
}

test('300 callers of an expired token at three processes: one refresh, and one new token for all', async () => {
  const id = await expired('Crowd');
  const replies = await Promise.all(Array.from({ length: 300 }, (_, index) => resolveInTime(id, replica(index))));
  expect([...new Set(replies.map(({ status }) => status))]).toEqual([200]);
  expect(distinct(replies).size).toBe(1);
  expect(sandbox.refreshesOf('Crowd')).toEqual({ granted: 1, refused: 0 });
}, 30_000);

/** Stops a process while the provider answers it, so that the answer waits in its socket. */
async function stoppedInItsCall(id: string, api: ApiProcess): Promise<Resolved> {
  const held = sandbox.hold();
  const late = resolve(id, api);
  await held.arrived;
  api.pause();
  held.release();
  return late;
}

describe('a process that ends or stands still while it renews', () => {
  // Side by side, because each story waits for the lease of a holder who does not come back.
  const stories = new Map<string, Promise<void>>();
  const begin = (name: string, story: Promise<void>) => {
    story.catch(() => undefined);
    stories.set(name, story);
  };

  beforeAll(async () => {
    const [stopped, overtaken] = [await expired('Stopped'), await expired('Overtaken')];
    sandbox.lenient.add('Overtaken');
    const stoppedLate = stoppedInItsCall(stopped, replica(0));
    await until('the provider has answered', () => sandbox.refreshesOf('Stopped').granted === 1);
    const overtakenLate = stoppedInItsCall(overtaken, slow);
    await until('the provider has answered', () => sandbox.refreshesOf('Overtaken').granted === 1);
    begin('stopped', stoppedFor20Seconds(stopped, stoppedLate));
    begin('overtaken', overtakenByAnother(overtaken, overtakenLate));
    for (const point of points) begin(point, killedAt[point](point));
  }, 60_000);

  const killedAt: Record<Point, (point: Point) => Promise<void>> = {
    'refresh.intended': (point) => killed(point, { granted: 1, refused: 0 }),
    'refresh.granted': lostWithTheProcess,
    'refresh.written': (point) => killed(point, { granted: 1, refused: 0 }),
    'refresh.pointed': (point) => killed(point, { granted: 1, refused: 0 }),
  };

  test(
    'stopped for 20 seconds: 300 callers get the one token that it was given, and the grant lives on',
    () => stories.get('stopped'),
    60_000,
  );
  test(
    'stopped for longer than its lease: another renews, and what comes late changes nothing',
    () => stories.get('overtaken'),
    60_000,
  );
  test('killed before it asked: another asks', () => stories.get('refresh.intended'), 60_000);
  test(
    'killed with the only new token in its memory: a person authorizes again, and the connection is the same',
    () => stories.get('refresh.granted'),
    60_000,
  );
  test(
    'killed after it stored the token: another points to it, and the provider is not asked again',
    () => stories.get('refresh.written'),
    60_000,
  );
  test('killed after it pointed to the token: nobody notices', () => stories.get('refresh.pointed'), 60_000);
});

async function stoppedFor20Seconds(id: string, late: Promise<Resolved>): Promise<void> {
  const crowd = Array.from({ length: 300 }, (_, index) => resolveInTime(id, replica(index)));
  await pause(20_000);
  replica(0).resume();
  const replies = await Promise.all([late, ...crowd]);
  expect(replies.filter(({ status }) => status !== 200)).toEqual([]);
  expect(distinct(replies).size).toBe(1);
  expect(sandbox.refreshesOf('Stopped')).toEqual({ granted: 1, refused: 0 });
}

async function overtakenByAnother(id: string, late: Promise<Resolved>): Promise<void> {
  const { refresh_secret_id: intended } = await rowOf(id);
  const renewed = await resolveInTime(id, replica(1));
  expect(renewed.status).toBe(200);
  expect(sandbox.refreshesOf('Overtaken')).toEqual({ granted: 2, refused: 0 });
  const { secret_id: current } = await rowOf(id);
  expect(current).not.toBe(intended);
  slow.resume();
  expect((await late).body.fields.access_token).toBe(renewed.body.fields.access_token);
  expect((await rowOf(id)).secret_id).toBe(current);
  await until('what came late is destroyed', async () => {
    const [row] = await h.database.sql<{ state: string }>('select state from secret where id = $1', [intended]);
    return row?.state === 'destroyed';
  });
}

/** Ends the process at the point; tells which token the provider gave it, if any. */
async function kill(point: Point): Promise<string> {
  const id = await expired(point);
  const victim = doomed.get(point) as ApiProcess;
  await expect(resolve(id, victim)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await victim.ended).toBe('SIGKILL');
  return id;
}

async function killed(point: Point, asked: { granted: number; refused: number }): Promise<void> {
  const id = await kill(point);
  const replies = await Promise.all([resolveInTime(id, replica(1)), resolveInTime(id, replica(2))]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  expect(distinct(replies).size).toBe(1);
  expect(sandbox.refreshesOf(point)).toEqual(asked);
  expect(await rowOf(id)).toMatchObject({ state: 'active', refresh_failures: 0, refresh_secret_id: null });
}

/** The one window that nothing closes: the provider has given a new token, and nobody but the process that died knew it. */
async function lostWithTheProcess(point: Point): Promise<void> {
  const id = await kill(point);
  const survivor = replica(1);
  await until(
    'another has asked',
    async () => {
      await resolve(id, survivor);
      return (await rowOf(id)).refresh_failures === 1;
    },
    recoversWithinMs,
  );
  // The first refusal alone decides nothing: a holder that only stood still could come back with the token.
  expect(await rowOf(id)).toMatchObject({ state: 'active' });
  await h.database.sql('update connection set refresh_retry_at = now() where id = $1', [parseId('connection', id)]);
  expect((await resolve(id, survivor)).body.code).toBe('connection_needs_reauth');
  const { admin } = h.world.acme;
  const attempt = (await admin.post(`/connections/${id}/reauthorize`, {})).body as {
    attemptId: string;
    authorizationUrl: string;
  };
  await admin.get(await consent(attempt.authorizationUrl, point));
  expect((await admin.get(`/connections/${attempt.attemptId}/test`)).body).toMatchObject({
    state: 'succeeded',
    connectionId: id,
  });
  expect((await resolve(id, survivor)).status).toBe(200);
}
