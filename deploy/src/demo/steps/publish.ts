import type { ApiClient } from '../api-client.ts';
import { expectTrue, property } from '../expect.ts';
import { until, type Stage } from '../stage.ts';

/** Ada asks for publication twice: one request is denied, the next approved, neither by herself. */
export async function publish(stage: Stage): Promise<void> {
  const { ada, sam, olga } = stage.cast;
  let requestId = '';
  const request = async (justification: string) => {
    const made = await ada.post('/publication-requests', { connectionId: stage.connectionId, justification });
    requestId = made.expect(201, { state: 'pending' }).text('id');
    return made;
  };

  await stage.step(ada, 'asks for it to be published', async () => {
    const made = await request('Others need the orders.');
    expectTrue(!made.raw.includes(stage.orders.password), 'the snapshot', 'no password in it', 'the password');
    stage.undo(() => withdraw(ada, requestId));
    return 'pending, with a snapshot free of secrets';
  });

  await stage.step(ada, 'tries to approve her own request', async () => {
    (await ada.post(`/publication-requests/${requestId}/approve`)).expect(403);
    return 'not allowed';
  });

  await stage.step(sam, 'denies it', async () => {
    const reason = 'Say which tables it may read.';
    const denied = await sam.post(`/publication-requests/${requestId}/deny`, { reason });
    denied.expect(200, { state: 'denied', decisionReason: reason });
    return `denied, with the reason "${reason}"`;
  });

  await stage.step(ada, 'asks again', async () => {
    await request('Others need the orders. It reads customer and customer_order, and writes nothing.');
    return 'pending';
  });

  await stage.step(olga, 'approves it', async () => {
    const reply = await olga.post(`/publication-requests/${requestId}/approve`, { reason: 'A reading account.' });
    reply.expect(200);
    const approved = await until('the approved request', async () => {
      const now = await olga.get(`/publication-requests/${requestId}`);
      return now.expect(200).text('state') === 'approving' ? undefined : now;
    });
    stage.copyId = approved.text('globalConnectionId');
    stage.undo(() => end(olga, stage.copyId));
    approved.expect(200, { state: 'approved' });
    return `copied to the global catalog: ${stage.copyId}`;
  });
}

async function withdraw(requester: ApiClient, requestId: string): Promise<void> {
  const { body } = await requester.get(`/publication-requests/${requestId}`);
  if (property(body, 'state') === 'pending') await requester.post(`/publication-requests/${requestId}/withdraw`);
}

async function end(admin: ApiClient, copyId: string): Promise<void> {
  const { body } = await admin.get(`/global-connections/${copyId}`);
  if (property(body, 'state') === 'revoked') return;
  await admin.post(`/global-connections/${copyId}/revoke`, { reason: 'End of the demo.' });
}
