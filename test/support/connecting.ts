import type { Client } from './client.ts';
import type { Harness } from './harness.ts';
import type { PostgresAccount } from './targets.ts';

/** Starts an attempt with a database account; gives its id. */
export async function startAttempt(actor: Client, account: PostgresAccount, name: string): Promise<string> {
  const reply = await actor.post('/connections', {
    appId: 'postgresql',
    authMethod: 'login',
    name,
    fields: account.fields,
  });
  if (reply.status !== 201) throw new Error(`no attempt: ${reply.text}`);
  return (reply.body as { attemptId: string }).attemptId;
}

/** Connects a database account as a person does: the form, then its test. Gives the id of the connection. */
export async function connect(actor: Client, account: PostgresAccount, name: string): Promise<string> {
  const reply = await actor.get(`/connections/${await startAttempt(actor, account, name)}/test`);
  const { connectionId } = reply.body as { connectionId?: string };
  if (connectionId === undefined) throw new Error(`no connection: ${reply.text}`);
  return connectionId;
}

/** Asks for the publication of a connection; gives the id of the request. */
export async function requestPublication(actor: Client, connectionId: string): Promise<string> {
  const reply = await actor.post('/publication-requests', { connectionId, justification: 'Everybody needs it.' });
  if (reply.status !== 201) throw new Error(`no request: ${reply.text}`);
  return (reply.body as { id: string }).id;
}

/** Has a connection published by the system admin; gives the id of the copy. */
export async function publish(h: Pick<Harness, 'world'>, actor: Client, connectionId: string): Promise<string> {
  const reply = await h.world.systemAdmin.post(
    `/publication-requests/${await requestPublication(actor, connectionId)}/approve`,
  );
  const { globalConnectionId } = reply.body as { globalConnectionId?: string };
  if (globalConnectionId === undefined) throw new Error(`not published: ${reply.text}`);
  return globalConnectionId;
}
