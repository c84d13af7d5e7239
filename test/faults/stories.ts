import { formatId, parseId } from '@drawbridge/catalog';
import { expect } from '@jest/globals';
import { connect, publish, requestPublication } from '../support/connecting.ts';
import type { TestDatabase } from '../support/database.ts';
import type { Stage, Story } from './stage.ts';

type Test = 'succeeded' | 'failed';

/** Connecting is interrupted; the person tests the attempt again. */
export const connecting =
  (state: Test): Story =>
  async ({ world: { acme }, database, account, name, restartAfter }) => {
    await restartAfter(connect(acme.admin, account, name));
    const id = await attemptOf(database, name);
    const [first, again] = [
      await acme.admin.get(`/connections/${id}/test`),
      await acme.admin.get(`/connections/${id}/test`),
    ];
    expect([first.body, again.body]).toMatchObject([{ state }, { state }]);
    expect(again.body.connectionId).toBe(first.body.connectionId);
    return async () => {
      const made = await database.sql('select 1 from connection where name = $1', [name]);
      expect(made).toHaveLength(state === 'failed' ? 0 : 1);
      if (state === 'failed') return;
      const { connectionId } = first.body as { connectionId: string };
      const reply = await acme.workflow.post('/credentials/resolve', { connectionId });
      expect(reply.body).toMatchObject({ connectionId, fields: { password: account.fields.password } });
    };
  };

/** Connecting is interrupted, and nobody comes back: its time is over some time. */
export const abandoned: Story = async ({ world: { acme }, database, vault, account, name, restartAfter }) => {
  await restartAfter(connect(acme.admin, account, name));
  await letRunOut(database, await attemptOf(database, name));
  return async () => {
    expect(await database.sql('select state from attempt where name = $1', [name])).toEqual([{ state: 'expired' }]);
    expect(await storedOf(vault, database, 'select secret_id from attempt where name = $1', name)).toEqual([]);
  };
};

/** Rotating is interrupted; what happens then to its attempt decides which credential is in use. */
export const rotating =
  (state: Test | 'expired'): Story =>
  async ({ world: { acme }, database, vault, account, name, restartAfter }) => {
    const id = await connect(acme.admin, account, name);
    const oldPassword = account.fields.password;
    const password = await account.changePassword();
    await restartAfter(acme.admin.post(`/connections/${id}/rotate`, { fields: { password } }));
    const attempt = await attemptOf(database, name, 'rotate');
    if (state === 'expired') await letRunOut(database, attempt);
    expect((await acme.admin.get(`/connections/${attempt}/test`)).body).toMatchObject({ state });
    return async () => {
      const reply = await acme.workflow.post('/credentials/resolve', { connectionId: id });
      const inUse = state === 'succeeded' ? password : oldPassword;
      expect(reply.body).toMatchObject({ source: 'named', fields: { password: inUse } });
      const stored = await storedOf(vault, database, 'select secret_id from attempt where name = $1', name);
      expect(stored).toEqual([{ password: inUse }]);
    };
  };

/** An approval is interrupted; nobody does anything about it. */
export const approving: Story = async ({ world, database, vault, account, name, restartAfter }) => {
  const { acme, globex, systemAdmin } = world;
  const id = await connect(acme.admin, account, name);
  const request = await requestPublication(acme.admin, id);
  await restartAfter(systemAdmin.post(`/publication-requests/${request}/approve`, { reason: 'Fine.' }));
  return async () => {
    const { body } = await acme.admin.get(`/publication-requests/${request}`);
    expect(body).toMatchObject({ state: 'approved', decisionReason: 'Fine.' });
    const listed = await globex.member.get(`/global-connections?q=${encodeURIComponent(name)}`);
    expect(listed.body.items).toMatchObject([{ id: body.globalConnectionId, state: 'published', publishedVersion: 1 }]);
    const reply = await globex.workflow.post('/credentials/resolve', { connectionId: body.globalConnectionId });
    expect(reply.body).toMatchObject({ source: 'global', fields: { password: account.fields.password } });
    const copies = await storedOf(
      vault,
      database,
      'select id from secret where owner_id = $1',
      uuidOf(body.globalConnectionId),
    );
    expect(copies).toEqual([{ password: account.fields.password }]);
    expect(
      await database.sql(`select 1 from notification where dedupe like $1`, [`decided:${request}:%`]),
    ).toHaveLength(1);
    const events = await database.sql<{ action: string }>(
      'select action from audit_event where target_id = $1 order by id',
      [request],
    );
    expect(events.map(({ action }) => action)).toEqual(
      ['created', 'approval_started', 'approved'].map((what) => `publication_request.${what}`),
    );
  };
};

/** A revocation is interrupted: it held from its commit on. */
export const revoking: Story = async ({ world: { acme }, database, vault, account, name, restartAfter }) => {
  const id = await connect(acme.admin, account, name);
  await restartAfter(acme.admin.post(`/connections/${id}/revoke`, { reason: 'No longer needed.' }));
  const refused = await acme.workflow.post('/credentials/resolve', { connectionId: id });
  expect(refused.body).toMatchObject({ code: 'connection_revoked' });
  return async () => {
    expect((await acme.admin.get(`/connections/${id}`)).body).toMatchObject({ state: 'revoked' });
    expect(await storedOf(vault, database, 'select secret_id from attempt where name = $1', name)).toEqual([]);
  };
};

/** The revocation of a published copy is interrupted; the connection it was copied from goes on. */
export const revokingCopy: Story = async ({ world, database, vault, account, name, restartAfter }) => {
  const { acme, globex, systemAdmin } = world;
  const id = await connect(acme.admin, account, name);
  const copy = await publish({ world }, acme.admin, id);
  await restartAfter(systemAdmin.post(`/global-connections/${copy}/revoke`, { reason: 'No longer needed.' }));
  const refused = await globex.workflow.post('/credentials/resolve', { connectionId: copy });
  expect(refused.body).toMatchObject({ code: 'connection_revoked' });
  return async () => {
    expect((await globex.member.get(`/global-connections/${copy}`)).body).toMatchObject({ state: 'revoked' });
    expect((await acme.workflow.post('/credentials/resolve', { connectionId: id })).status).toBe(200);
    expect(await storedOf(vault, database, 'select id from secret where owner_id = $1', uuidOf(copy))).toEqual([]);
  };
};

/** The credential of a published copy is replaced; whatever is lost can be replaced again. */
export const rotatingCopy =
  (inUse: 'old' | 'new'): Story =>
  async ({ world, database, vault, account, name, restartAfter }) => {
    const { acme, globex, systemAdmin } = world;
    const copy = await publish({ world }, acme.admin, await connect(acme.admin, account, name));
    const oldPassword = account.fields.password;
    const password = await account.changePassword();
    await restartAfter(systemAdmin.post(`/global-connections/${copy}/rotate`, { fields: { password } }));
    await database.sql(`update secret set next_at = now() where owner_id = $1 and next_at is not null`, [uuidOf(copy)]);
    return async () => {
      const expected = { password: inUse === 'new' ? password : oldPassword };
      const reply = await globex.workflow.post('/credentials/resolve', { connectionId: copy });
      expect(reply.body).toMatchObject({ source: 'global', fields: expected });
      expect(await storedOf(vault, database, 'select id from secret where owner_id = $1', uuidOf(copy))).toEqual([
        expected,
      ]);
    };
  };

async function attemptOf(database: TestDatabase, name: string, kind = 'create'): Promise<string> {
  const rows = await database.sql<{ id: string }>('select id from attempt where name = $1 and kind = $2', [name, kind]);
  expect(rows).toHaveLength(1);
  return formatId('attempt', rows[0]?.id ?? '');
}

/** The hour that an attempt has is over. */
async function letRunOut(database: TestDatabase, attempt: string): Promise<void> {
  const id = parseId('attempt', attempt);
  await database.sql(`update attempt set expires_at = now() where id = $1`, [id]);
  await database.sql(`update secret set next_at = now() where id = (select secret_id from attempt where id = $1)`, [
    id,
  ]);
}

/** What Vault holds of the secrets that a query names, whatever the database says of them. */
async function storedOf(vault: Stage['vault'], database: TestDatabase, query: string, value: string) {
  const rows = await database.sql<{ place: string }>(
    `select area || '/' || owner_id || '/' || id as place from secret where id in (${query})`,
    [value],
  );
  const stored = await Promise.all(rows.map(({ place }) => vault.fieldsAt(place)));
  return stored.filter((fields) => fields !== undefined);
}

const uuidOf = (copy: string) => parseId('globalConnection', copy);
