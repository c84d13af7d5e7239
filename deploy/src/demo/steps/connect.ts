import type { ApiClient } from '../api-client.ts';
import { expectEqual, expectTrue, property } from '../expect.ts';
import type { Stage } from '../stage.ts';

/** Ada connects Acme's orders database; what is wrong never becomes a connection, and nothing is connected twice. */
export async function connect(stage: Stage): Promise<void> {
  const { cast, orders, run } = stage;
  const { ada, mia, gus, sam } = cast;
  const name = `Orders ${run}`;
  const asked = { appId: 'postgresql', authMethod: 'login', name };
  const named = () => ada.get(`/connections?q=${encodeURIComponent(run)}`);

  await stage.step(ada, 'connects the orders database with a wrong password', async () => {
    const attempt = await ada.post('/connections', {
      ...asked,
      fields: { ...orders.fields, password: 'not-this-one' },
    });
    const tested = await ada.get(`/connections/${attempt.expect(201).text('attemptId')}/test`);
    tested.expect(200, { state: 'failed', test: { token: 'failed' }, error: { code: 'invalid_auth' } });
    expectEqual((await named()).expect(200).list('items'), [], 'connections of this name');
    return 'invalid_auth, and no connection';
  });

  let attemptId = '';
  await stage.step(ada, 'connects it with the right one', async () => {
    const attempt = await ada.post('/connections', { ...asked, fields: orders.fields });
    attemptId = attempt.expect(201, { state: 'pending' }).text('attemptId');
    const tested = await ada.get(`/connections/${attemptId}/test`);
    tested.expect(200, { state: 'succeeded', test: { token: 'ok', api: 'ok', permissions: 'ok' } });
    stage.connectionId = tested.text('connectionId');
    stage.undo(() => end(ada, stage.connectionId));
    return `active, ${stage.connectionId}`;
  });

  await stage.step(ada, 'repeats the test', async () => {
    const again = await ada.get(`/connections/${attemptId}/test`);
    again.expect(200, { state: 'succeeded', connectionId: stage.connectionId });
    expectEqual((await named()).list('items').length, 1, 'connections of this name');
    return 'the same connection, and only one';
  });

  await stage.step(ada, 'connects the same account again under another name', async () => {
    const attempt = await ada.post('/connections', { ...asked, name: `Again ${run}`, fields: orders.fields });
    const tested = await ada.get(`/connections/${attempt.expect(201).text('attemptId')}/test`);
    tested.expect(200, { state: 'succeeded', connectionId: stage.connectionId, updatedExisting: true });
    expectEqual((await named()).list('items').length, 1, 'connections of this run');
    return 'the existing one was updated';
  });

  await stage.step(mia, 'looks at it as a colleague', async () => {
    const shown = await mia.get(`/connections/${stage.connectionId}`);
    shown.expect(200, { name, state: 'active', secretFields: ['password'], firstUsedAt: null });
    expectTrue(!shown.raw.includes(orders.password), 'the reply', 'no password in it', 'the password');
    return 'active, pending first use, and no password in sight';
  });

  await stage.step(gus, 'looks for it from another tenant', async () => {
    (await gus.get(`/connections/${stage.connectionId}`)).expect(404);
    return 'there is no such connection';
  });

  await stage.step(sam, 'looks for it as a system admin', async () => {
    (await sam.get(`/connections/${stage.connectionId}`)).expect(403);
    return 'not allowed: it belongs to the tenant';
  });
}

async function end(owner: ApiClient, connectionId: string): Promise<void> {
  const { body } = await owner.get(`/connections/${connectionId}`);
  if (property(body, 'state') === 'revoked') return;
  await owner.post(`/connections/${connectionId}/revoke`, { reason: 'End of the demo.', revokePublished: false });
}
