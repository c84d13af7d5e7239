import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { ApiProcess, endApiProcesses } from '../support/api-process.ts';
import type { Client } from '../support/client.ts';
import { connect, publish, requestPublication } from '../support/connecting.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { unsettled } from '../support/invariants.ts';
import { OwnVault } from '../support/own-vault.ts';
import { postgresAccount } from '../support/targets.ts';
import { until } from '../support/until.ts';
import { seedWorld, type World } from '../support/world.ts';

let vault: OwnVault;
let database: TestDatabase;
let world: World;
/** Two replicas on one database. */
let replicas: [ApiProcess, ApiProcess];

beforeAll(async () => {
  [vault, database] = await Promise.all([OwnVault.start(), cloneDatabase()]);
  const env = { ...vault.env, LOG_LEVEL: 'warn' };
  replicas = await Promise.all([ApiProcess.start(database, { env }), ApiProcess.start(database, { env })]);
  world = await seedWorld(database, replicas[0].url);
}, 60_000);
afterEach(async () => {
  const left = await unsettled(database, vault, world);
  expect({ left, output: left.length > 0 ? replicas.map((api) => api.tail).join('\n') : '' }).toEqual({
    left: [],
    output: '',
  });
}, 30_000);
afterAll(async () => {
  await endApiProcesses();
  await database.drop();
  await vault.stop();
});

const rounds = [1, 2, 3, 4, 5, 6];
const other = (actor: Client) => actor.at(replicas[1].url);
const code = ({ status, body }: Response) =>
  `${status} ${(body as { code?: string }).code ?? (body as { state?: string }).state}`;
let made = 0;
const fresh = () => `Race ${(made += 1)}`;

const resolveAt = (actor: Client, connectionId: string) => actor.post('/credentials/resolve', { connectionId });

test('of a rotation and a revocation at a time, the revocation holds', async () => {
  const { acme } = world;
  await Promise.all(
    rounds.map(async () => {
      const account = await postgresAccount(database);
      const id = await connect(acme.admin, account, fresh());
      const [rotated, revoked] = await Promise.all([
        acme.admin.post(`/connections/${id}/rotate`, { fields: { password: account.fields.password } }),
        other(acme.admin).post(`/connections/${id}/revoke`, { reason: 'Now.' }),
      ]);
      expect(revoked.status).toBe(200);
      expect(['200 succeeded', '200 failed', '409 invalid_transition']).toContain(code(rotated));
      for (const actor of [acme.workflow, other(acme.workflow)])
        expect(code(await resolveAt(actor, id))).toBe('422 connection_revoked');
    }),
  );
});

test('of an approval and the revocation of its source at a time, there is a whole copy or none', async () => {
  const { acme, globex, systemAdmin } = world;
  await Promise.all(
    rounds.map(async () => {
      const id = await connect(acme.admin, await postgresAccount(database), fresh());
      const request = await requestPublication(acme.admin, id);
      const [approved, revoked] = await Promise.all([
        systemAdmin.post(`/publication-requests/${request}/approve`),
        other(acme.admin).post(`/connections/${id}/revoke`, { reason: 'Now.', revokePublished: false }),
      ]);
      expect(revoked.status).toBe(200);
      expect(['200 approved', '422 connection_revoked']).toContain(code(approved));
      let state = '';
      await until('the request is decided', async () => {
        const { body } = await acme.admin.get(`/publication-requests/${request}`);
        ({ state } = body as { state: string });
        return state !== 'approving';
      });
      expect(state).toBe(approved.status === 200 ? 'approved' : 'pending');
      const { globalConnectionId } = approved.body as { globalConnectionId?: string };
      if (globalConnectionId) expect((await resolveAt(other(globex.workflow), globalConnectionId)).status).toBe(200);
    }),
  );
}, 30_000);

test('of publishing again and revoking the copy at a time, the revoked copy stays revoked', async () => {
  const { acme, globex, systemAdmin, otherSystemAdmin } = world;
  await Promise.all(
    rounds.map(async () => {
      const id = await connect(acme.admin, await postgresAccount(database), fresh());
      const copy = await publish({ world }, acme.admin, id);
      const request = await requestPublication(acme.admin, id);
      const [approved, revoked] = await Promise.all([
        systemAdmin.post(`/publication-requests/${request}/approve`),
        other(otherSystemAdmin).post(`/global-connections/${copy}/revoke`, { reason: 'Now.' }),
      ]);
      expect(revoked.status).toBe(200);
      expect(['200 approved', '409 invalid_transition']).toContain(code(approved));
      await until('the request is decided', async () => {
        const { body } = await acme.admin.get(`/publication-requests/${request}`);
        return (body as { state: string }).state !== 'approving';
      });
      expect(code(await resolveAt(globex.workflow, copy))).toBe('422 connection_revoked');
    }),
  );
}, 30_000);

test('ten people who connect one account at a time make one connection', async () => {
  const { acme } = world;
  const account = await postgresAccount(database);
  const ids = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      connect(index % 2 === 0 ? acme.admin : other(acme.admin), account, fresh()),
    ),
  );
  expect(new Set(ids).size).toBe(1);
  const [one] = ids;
  const reply = await resolveAt(acme.workflow, one ?? '');
  expect(reply.body).toMatchObject({ fields: { password: account.fields.password } });
  const [count] = await database.sql<{ made: string }>(
    `select count(*) as made from connection where external_account_id = (select external_account_id from connection order by id desc limit 1)`,
  );
  expect(count?.made).toBe('1');
});

test('while it is rotated it can be used without a gap, and from the revocation on by nobody', async () => {
  const { acme } = world;
  const account = await postgresAccount(database);
  const id = await connect(acme.admin, account, fresh());
  const seen: string[] = [];
  const passwords = [account.fields.password];
  let isOver = false;
  const users = [acme.workflow, other(acme.workflow)].map(async (actor) => {
    while (!isOver) {
      const reply = await resolveAt(actor, id);
      seen.push(reply.status === 200 ? (reply.body as { fields: { password: string } }).fields.password : code(reply));
    }
  });
  for (let times = 0; times < 12; times += 1) {
    const password = await account.changePassword();
    passwords.push(password);
    const rotated = await other(acme.admin).post(`/connections/${id}/rotate`, { fields: { password } });
    expect(code(rotated)).toBe('200 succeeded');
    for (const actor of [acme.workflow, other(acme.workflow)])
      expect((await resolveAt(actor, id)).body).toMatchObject({ fields: { password } });
  }
  isOver = true;
  await Promise.all(users);
  expect(seen.filter((one) => !passwords.includes(one))).toEqual([]);
  expect((await acme.admin.post(`/connections/${id}/revoke`, { reason: 'Now.' })).status).toBe(200);
  for (const actor of [acme.workflow, other(acme.workflow)])
    expect(code(await resolveAt(actor, id))).toBe('422 connection_revoked');
}, 30_000);
