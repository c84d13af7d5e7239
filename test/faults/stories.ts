import { formatId } from '@drawbridge/catalog';
import { expect } from '@jest/globals';
import { connect, publish, requestPublication } from '../support/connecting.ts';
import type { TestDatabase } from '../support/database.ts';
import type { Stage, Story } from './stage.ts';

type Test = 'succeeded' | 'failed';

/** Connecting is interrupted; the person tests the attempt again. */
export const connecting =
  (state: Test): Story =>
  async ({ world: { acme }, database, account, restartAfter }) => {
    await restartAfter(connect(acme.admin, account, 'Orders'));
    const id = await onlyAttempt(database);
    const [first, again] = [await acme.admin.get(`/connections/${id}/test`), await acme.admin.get(`/connections/${id}/test`)];
    expect([first.body, again.body]).toMatchObject([{ state }, { state }]);
    expect(again.body.connectionId).toBe(first.body.connectionId);
    return async () => {
      const reply = await acme.workflow.post('/credentials/resolve', { appId: 'postgresql' });
      if (state === 'failed') expect(reply.body).toMatchObject({ code: 'no_connection' });
      else expect(reply.body).toMatchObject({ connectionId: first.body.connectionId, fields: { password: account.fields.password } });
      expect(await database.sql('select id from connection')).toHaveLength(state === 'failed' ? 0 : 1);
    };
  };

/** Connecting is interrupted, and nobody comes back: its time is over some time. */
export const abandoned: Story = async ({ world: { acme }, database, account, restartAfter }) => {
  await restartAfter(connect(acme.admin, account, 'Orders'));
  await letTimesRunOut(database);
  return async () => {
    expect(await database.sql('select state from attempt')).toEqual([{ state: 'expired' }]);
    expect(await database.sql('select state from secret')).toEqual([{ state: 'destroyed' }]);
  };
};

/** Rotating is interrupted; what happens then to its attempt decides which credential is in use. */
export const rotating =
  (state: Test | 'expired'): Story =>
  async ({ world: { acme }, database, vault, account, restartAfter }) => {
    const id = await connect(acme.admin, account, 'Orders');
    const oldPassword = account.fields.password;
    const password = await account.changePassword();
    await restartAfter(acme.admin.post(`/connections/${id}/rotate`, { fields: { password } }));
    const attempt = await onlyAttempt(database, 'rotate');
    if (state === 'expired') await letTimesRunOut(database);
    expect((await acme.admin.get(`/connections/${attempt}/test`)).body).toMatchObject({ state });
    await letTimesRunOut(database);
    return async () => {
      const reply = await acme.workflow.post('/credentials/resolve', { connectionId: id });
      const inUse = state === 'succeeded' ? password : oldPassword;
      expect(reply.body).toMatchObject({ source: 'named', fields: { password: inUse } });
      const stored = await storedOf(vault, database);
      expect(stored.map(({ fields }) => fields['password'])).toEqual([inUse]);
    };
  };

/** An approval is interrupted; nobody does anything about it. */
export const approving: Story = async ({ world: { acme, globex, systemAdmin }, database, vault, account, restartAfter }) => {
  const id = await connect(acme.admin, account, 'Orders');
  const request = await requestPublication(acme.admin, id);
  await restartAfter(systemAdmin.post(`/publication-requests/${request}/approve`, { reason: 'Fine.' }));
  return async () => {
    expect((await acme.admin.get(`/publication-requests/${request}`)).body).toMatchObject({ state: 'approved', decisionReason: 'Fine.' });
    const { items } = (await globex.member.get('/global-connections')).body as { items: unknown[] };
    expect(items).toMatchObject([{ state: 'published', publishedVersion: 1 }]);
    const reply = await globex.workflow.post('/credentials/resolve', { appId: 'postgresql' });
    expect(reply.body).toMatchObject({ source: 'global', fields: { password: account.fields.password } });
    expect((await storedOf(vault, database)).map(({ area }) => area).sort()).toEqual(['global', 'tenants']);
    expect(await database.sql(`select 1 from notification where dedupe like 'decided:%'`)).toHaveLength(1);
    expect(await database.sql(`select 1 from audit_event where action = 'publication_request.approval_started'`)).toHaveLength(1);
  };
};

/** A revocation is interrupted: it held from its commit on. */
export const revoking: Story = async ({ world: { acme }, database, vault, account, restartAfter }) => {
  const id = await connect(acme.admin, account, 'Orders');
  await restartAfter(acme.admin.post(`/connections/${id}/revoke`, { reason: 'No longer needed.' }));
  const refused = await acme.workflow.post('/credentials/resolve', { connectionId: id });
  expect(refused.body).toMatchObject({ code: 'connection_revoked' });
  await letTimesRunOut(database);
  return async () => {
    expect((await acme.admin.get(`/connections/${id}`)).body).toMatchObject({ state: 'revoked' });
    expect(await storedOf(vault, database)).toEqual([]);
    expect(await database.sql('select state from secret')).toEqual([{ state: 'destroyed' }]);
  };
};

/** The revocation of a published copy is interrupted; the connection it was copied from goes on. */
export const revokingCopy: Story = async ({ world, database, vault, account, restartAfter }) => {
  const { acme, globex, systemAdmin } = world;
  const id = await connect(acme.admin, account, 'Orders');
  const copy = await publish({ world }, acme.admin, id);
  await restartAfter(systemAdmin.post(`/global-connections/${copy}/revoke`, { reason: 'No longer needed.' }));
  const refused = await globex.workflow.post('/credentials/resolve', { connectionId: copy });
  expect(refused.body).toMatchObject({ code: 'connection_revoked' });
  await letTimesRunOut(database);
  return async () => {
    expect((await globex.member.get(`/global-connections/${copy}`)).body).toMatchObject({ state: 'revoked' });
    expect((await acme.workflow.post('/credentials/resolve', { connectionId: id })).status).toBe(200);
    expect((await storedOf(vault, database)).map(({ area }) => area)).toEqual(['tenants']);
  };
};

async function onlyAttempt(database: TestDatabase, kind = 'create'): Promise<string> {
  const rows = await database.sql<{ id: string }>('select id from attempt where kind = $1', [kind]);
  expect(rows).toHaveLength(1);
  return formatId('attempt', rows[0]?.id ?? '');
}

/** What the product would wait for a minute or an hour for is due now. */
async function letTimesRunOut(database: TestDatabase): Promise<void> {
  await database.sql(`update attempt set expires_at = now(), tested_until = null where state = 'pending'`);
  await database.sql(`update secret set next_at = now() where next_at is not null`);
}

/** What Vault holds of the tenants and copies of this database, whatever the database says of it. */
async function storedOf(vault: Stage['vault'], database: TestDatabase): Promise<{ area: string; fields: Record<string, string> }[]> {
  const owners = await database.sql<{ id: string }>('select id from tenant union select owner_id from secret');
  const places = (await vault.places()).filter((place) => owners.some(({ id }) => place.includes(`/${id}/`)));
  return Promise.all(
    places.map(async (place) => ({ area: place.split('/')[0] ?? '', fields: (await vault.fieldsAt(place)) ?? {} })),
  );
}
