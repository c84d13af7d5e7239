import { parseId } from '@drawbridge/catalog';
import type { Client } from './client.ts';
import { customDefinition } from './custom-definition.ts';
import type { Harness } from './harness.ts';
import { postgresAccount, type PostgresAccount } from './targets.ts';

let made = 0;

/** An app id that nobody has used yet: of a tenant, or of the platform where the prefix is `custom`. */
export const freshAppId = (prefix: 'own' | 'custom' = 'own') => `${prefix}-app-${(made += 1)}`;

/** Defines an app; gives the id of its row. `more` goes into the definition. */
export async function defineApp(who: Client, appId: string, more: object = {}): Promise<string> {
  const definition = customDefinition(appId, 'Orders of the warehouse.', more);
  const reply = await who.post('/custom-apps', { definition });
  if (reply.status !== 201) throw new Error(reply.text);
  return (reply.body as { id: string }).id;
}

/** Connects a database account with it, a new one where none is given; gives the id of the connection. */
export async function connectApp(h: Harness, who: Client, appId: string, to?: PostgresAccount): Promise<string> {
  const { fields } = to ?? (await postgresAccount(h.database));
  const started = await who.post('/connections', {
    appId,
    authMethod: 'login',
    name: `Orders ${(made += 1)}`,
    fields,
  });
  const { attemptId } = started.body as { attemptId: string };
  const tested = await who.get(`/connections/${attemptId}/test`);
  const { state, connectionId } = tested.body as { state: string; connectionId: string };
  if (state !== 'succeeded') throw new Error(started.text + tested.text);
  return connectionId;
}

/** The version that a connection was made with. */
export async function appVersionOf(h: Harness, connectionId: string): Promise<number | undefined> {
  const [row] = await h.database.sql<{ app_version: number }>('select app_version from connection where id = $1', [
    parseId('connection', connectionId),
  ]);
  return row?.app_version;
}

/** The ids of what the chooser shows. */
export const listedApps = async (who: Client): Promise<string[]> =>
  ((await who.get('/apps?limit=500')).body.items as { id: string }[]).map((app) => app.id);
