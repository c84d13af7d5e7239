import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startHarness, type Harness } from '../support/harness.ts';
import { postgresAccount } from '../support/targets.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness();
}, 60_000);
afterAll(() => h.stop());

test('a tenant connects, publishes, is approved; another tenant resolves the copy; it is audited and revoked', async () => {
  const { acme, globex, systemAdmin } = h.world;
  const account = await postgresAccount(h.database);
  const started = await acme.admin.post('/connections', {
    appId: 'postgresql',
    authMethod: 'login',
    name: 'Orders',
    fields: account.fields,
  });
  expect({ status: started.status, body: started.body }).toMatchObject({ status: 201, body: { state: 'pending' } });
  const tested = await acme.admin.get(`/connections/${started.body.attemptId}/test`);
  expect(tested.body).toMatchObject({ state: 'succeeded', test: { token: 'ok', api: 'ok', permissions: 'ok' } });
  const again = await acme.admin.get(`/connections/${started.body.attemptId}/test`);
  expect(again.body.connectionId).toBe(tested.body.connectionId);
  const id: string = tested.body.connectionId;

  const shown = await acme.member.get(`/connections/${id}`);
  expect(shown.body).toMatchObject({ state: 'active', isDefault: true, firstUsedAt: null, secretFields: ['password'] });
  expect(JSON.stringify(shown.body)).not.toContain(account.fields.password);
  expect((await globex.admin.get(`/connections/${id}`)).status).toBe(404);

  const requested = await acme.admin.post('/publication-requests', {
    connectionId: id,
    justification: 'Everybody needs the orders.',
  });
  expect({ status: requested.status, body: requested.body }).toMatchObject({ status: 201, body: { state: 'pending' } });
  const approved = await systemAdmin.post(`/publication-requests/${requested.body.id}/approve`, { reason: 'Fine.' });
  expect({ status: approved.status, body: approved.body }).toMatchObject({ status: 200, body: { state: 'approved' } });

  const listed = await globex.member.get('/global-connections');
  expect(listed.body.items).toHaveLength(1);
  expect(listed.body.items[0].sourceTenant).toBeNull();
  const resolved = await globex.workflow.post('/credentials/resolve', {
    appId: 'postgresql',
    workflow: 'Nightly report',
  });
  expect({ status: resolved.status, body: resolved.body }).toMatchObject({
    status: 200,
    body: { source: 'global', fields: { password: account.fields.password } },
  });
  expect(resolved.headers['cache-control']).toBe('no-store');

  const revoked = await acme.admin.post(`/connections/${id}/revoke`, { reason: 'No longer needed.' });
  expect(revoked.status).toBe(400);
  expect(revoked.body.errors[0].pointer).toBe('/revokePublished');
  const really = await acme.admin.post(`/connections/${id}/revoke`, {
    reason: 'No longer needed.',
    revokePublished: false,
  });
  expect({ status: really.status, body: really.body }).toMatchObject({
    status: 200,
    body: { connection: { state: 'revoked' } },
  });
  expect((await acme.workflow.post('/credentials/resolve', { connectionId: id })).body.code).toBe('connection_revoked');
  expect((await globex.workflow.post('/credentials/resolve', { appId: 'postgresql' })).status).toBe(200);

  const ended = await systemAdmin.post(`/global-connections/${approved.body.globalConnectionId}/revoke`, {
    reason: 'Source is gone.',
  });
  expect({ status: ended.status, body: ended.body }).toMatchObject({ status: 200, body: { state: 'revoked' } });
  expect((await globex.workflow.post('/credentials/resolve', { appId: 'postgresql' })).body.code).toBe('no_connection');

  const audit = await acme.admin.get('/audit-events?limit=100');
  const actions = audit.body.items.map((event: { action: string }) => event.action);
  expect(actions).toEqual(
    expect.arrayContaining([
      'attempt.started',
      'connection.created',
      'publication_request.approved',
      'connection.revoked',
    ]),
  );
  expect((await acme.admin.get('/audit-events/verification')).body).toMatchObject({ intact: true });
});
