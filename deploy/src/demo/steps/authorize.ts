import { expectEqual, expectTrue, property } from '../expect.ts';
import { authorizeAt, presentAgain, usedRefreshToken, whoIs } from '../person-at-provider.ts';
import { until, type Stage } from '../stage.ts';

const clientId = 'drawbridge-demo';
const app = { appId: 'sandbox', authMethod: 'oauth2' };

/** Gus connects an account through a real OAuth provider; its token is renewed, its grant stolen, ended and given again. */
export async function authorize(stage: Stage): Promise<void> {
  const { gus, globexWorkflow } = stage.cast;
  const { facts, run } = stage;
  const account = `Gus ${run}`;
  let connectionId = '';

  const start = async (path: string, body: object) => {
    const attempt = (await gus.post(path, body)).expect(201, { state: 'pending' });
    return { id: attempt.text('attemptId'), url: attempt.text('authorizationUrl') };
  };
  const begin = () => start('/connections', { ...app, name: `Account ${run}` });
  const tested = (attempt: { id: string }) => gus.get(`/connections/${attempt.id}/test`);
  const token = async () =>
    (await globexWorkflow.post('/credentials/resolve', { connectionId })).expect(200).text('fields.access_token');

  await stage.step(gus, "registers Globex's own OAuth client", async () => {
    const made = await gus.post('/oauth-clients', { ...app, clientId, clientSecret: facts.provider.clientSecret });
    made.expect(201, { scope: 'tenant', hasSecret: true });
    const id = made.text('id');
    stage.undo(() => gus.delete(`/oauth-clients/${id}`));
    expectTrue(!made.raw.includes(facts.provider.clientSecret), 'the reply', 'no secret in it', 'the secret');
    return 'registered, its secret in the vault';
  });

  await stage.step(gus, 'says no at the provider', async () => {
    const attempt = await begin();
    (await gus.get(await authorizeAt(attempt.url, { name: account, action: 'cancel' }))).expect(400);
    (await tested(attempt)).expect(200, { state: 'failed', error: { code: 'authorization_rejected' } });
    return 'Authorization rejected, and no connection';
  });

  let returned = '';
  await stage.step(gus, 'starts again, signs in at the provider, and comes back', async () => {
    const attempt = await begin();
    expectEqual(new URL(attempt.url).searchParams.get('code_challenge_method'), 'S256', 'PKCE');
    returned = await authorizeAt(attempt.url, { name: account, lifetime: 'short' });
    (await gus.get(returned)).expect(200);
    const result = (await tested(attempt)).expect(200, { state: 'succeeded', externalAccount: { id: account } });
    connectionId = result.text('connectionId');
    stage.undo(() => gus.post(`/connections/${connectionId}/revoke`, { reason: 'End of the demo.' }));
    return `active, ${connectionId}`;
  });

  await stage.step(gus, 'comes back a second time with the same link', async () => {
    (await gus.get(returned)).expect(400);
    return 'refused';
  });

  let first = '';
  await stage.step(globexWorkflow, 'resolves it and calls the provider', async () => {
    first = await token();
    expectEqual(await whoIs(facts, first), account, 'who the provider says it is');
    return 'an access token, and nothing that renews it';
  });

  await stage.step(globexWorkflow, 'goes on while the token ends, after 5 seconds', async () => {
    const next = await until('a renewed token', async () => {
      const now = await token();
      return now === first ? undefined : now;
    });
    expectEqual(await whoIs(facts, next), account, 'who the provider says it is');
    return 'renewed ahead of its end';
  });

  await stage.step(gus, 'has the used refresh token presented by somebody else', async () => {
    const stolen = await until('the used refresh token', async () => usedRefreshToken(facts, account));
    expectEqual(await presentAgain(facts, clientId, stolen), 'invalid_grant', 'the answer of the provider');
    return 'invalid_grant, and the provider ends the grant';
  });

  await stage.step(globexWorkflow, 'asks for the credential until the renewal finds out', async () => {
    await until('needs_reauth', async () => {
      const reply = await globexWorkflow.post('/credentials/resolve', { connectionId });
      return property(reply.body, 'code') === 'connection_needs_reauth' ? true : undefined;
    });
    return 'refused, connection_needs_reauth';
  });

  const again = async (name: string) => {
    const attempt = await start(`/connections/${connectionId}/reauthorize`, {});
    await gus.get(await authorizeAt(attempt.url, { name }));
    return (await tested(attempt)).expect(200);
  };
  await stage.step(gus, 'reauthorizes it as somebody else', async () => {
    const message = `You connected Eve; this connection is ${account}.`;
    (await again('Eve')).expect(200, { state: 'failed', error: { code: 'different_account', message } });
    return message;
  });

  await stage.step(gus, 'reauthorizes it as himself', async () => {
    (await again(account)).expect(200, { state: 'succeeded', connectionId });
    first = await token();
    expectEqual(await whoIs(facts, first), account, 'who the provider says it is');
    return 'the same connection, active again';
  });

  await stage.step(gus, 'revokes it, here and at the provider', async () => {
    (await gus.post(`/connections/${connectionId}/revoke`, { reason: 'No longer needed.' })).expect(200);
    expectEqual(await whoIs(facts, first), 401, 'the token at the provider');
    const events = (await gus.get(`/audit-events?targetId=${connectionId}&limit=100`)).expect(200).list('items');
    const ended = events.find((event) => property(event, 'action') === 'connection.provider_revocation');
    expectEqual(property(ended, 'outcome'), 'success', 'the outcome at the provider');
    return 'revoked, and the provider has ended the grant';
  });
}
