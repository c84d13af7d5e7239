import { appDefinition, type MethodDefinition } from '@drawbridge/catalog';
import { Egress, type EgressRequest } from '../../backend/src/platform/egress/index.ts';
import { clientSecret, StandIn, type Stage } from '../oauth/stand-in.ts';
import type { Client } from './client.ts';
import { testFacts } from './facts.ts';
import { startHarness, type Harness } from './harness.ts';

export const clientId = 'client-of-erp';

/** A definition by OAuth that people could have written: a grant by a person, and one of a machine. */
export const oauthDefinition = (id: string, domain = 'erp.example.com', oauth2: object = {}, more: object = {}) => ({
  id,
  name: 'Warehouse ERP',
  category: 'developer-tools',
  description: 'Orders of the warehouse.',
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      ...api(domain),
      scopes: [{ name: 'orders.read', why: 'Reads orders.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: `https://login.${domain}/authorize`,
        pkce: 'required',
        refresh: { issued: 'always', rotates: true },
        revocation: { url: `https://login.${domain}/revoke`, token: 'refresh_token', clientAuth: 'basic' },
        ...endpoint(domain),
        ...oauth2,
      },
      ...more,
    },
    {
      key: 'machine',
      kind: 'oauth2_client_credentials',
      label: 'Client ID and secret',
      ...api(domain),
      fields: [
        { key: 'client_id', label: 'Client ID' },
        { key: 'client_secret', label: 'Client secret', secret: true },
      ],
      oauth2: { grant: 'client_credentials', refresh: { issued: 'never' }, ...endpoint(domain) },
      account: { from: 'field', id: '{client_id}', label: '{client_id}', represents: 'key' },
    },
  ],
});

const api = (domain: string) => ({
  baseUrl: `https://api.${domain}`,
  inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
  test: { kind: 'request', request: { url: '/me' }, expect: { status: [200], at: '$.sub', present: true } },
  account: { from: 'test', id: '$.sub', label: '$.name' },
});
const endpoint = (domain: string) => ({
  tokenUrl: `https://login.${domain}/token`,
  clientAuth: 'basic',
  accessTokenTtlSeconds: 3600,
});

/** The method of a definition as it is stored. */
export const methodOf = (definition: object, key = 'oauth2'): MethodDefinition => {
  const facts = { confirmed: false, scope: 'none', sources: ['defined here'] };
  const found = appDefinition.parse({ ...definition, facts }).methods.find((one) => one.key === key);
  if (!found) throw new Error(`no method ${key}`);
  return found;
};

/** An application for which every host under example.com is this stand-in; all others are called as they are. */
export async function startWithStandIn(env: Record<string, string> = {}): Promise<{ h: Harness; standIn: StandIn }> {
  const standIn = new StandIn();
  await standIn.listen();
  const { postgres } = testFacts();
  const allow = [`stand-in=127.0.0.1:${standIn.port}`, `test-postgres=${postgres.host}:${postgres.port}`];
  const h = await startHarness({ env: { ...env, EGRESS_ALLOW: allow.join() }, background: false });
  const egress = h.app.get(Egress);
  const request = egress.request.bind(egress);
  egress.request = (asked: EgressRequest) =>
    asked.url.protocol === 'https:' && asked.url.hostname.endsWith('.example.com')
      ? request({
          ...asked,
          url: new URL(asked.url.pathname + asked.url.search, `http://127.0.0.1:${standIn.port}`),
          headers: { ...asked.headers, 'x-asked-host': asked.url.host },
        })
      : request(asked);
  return { h, standIn };
}

/** Defines an app; gives the id of its row. */
export async function define(who: Client, definition: object): Promise<string> {
  const reply = await who.post('/custom-apps', { definition });
  if (reply.status !== 201) throw new Error(reply.text);
  return (reply.body as { id: string }).id;
}

export async function addVersion(who: Client, row: string, definition: object): Promise<void> {
  const reply = await who.post(`/custom-apps/${row}/versions`, { definition });
  if (reply.status !== 201) throw new Error(reply.text);
}

/** Registers the OAuth client that the stand-in knows. */
export async function register(who: Client, appId: string): Promise<string> {
  const reply = await who.post('/oauth-clients', { appId, authMethod: 'oauth2', clientId, clientSecret });
  if (reply.status !== 201) throw new Error(reply.text);
  return (reply.body as { id: string }).id;
}

/** Somebody who was sent to the provider: what it was asked, and where they come back to. */
export interface Away {
  attemptId: string;
  asked: URL;
  stage: Stage;
  /** The path of the way back, with code and state. */
  back: string;
}

/** Stands where the person was sent to by the reply that started an attempt. */
export function standAt(standIn: StandIn, definition: object, reply: { attemptId: string; authorizationUrl: string }) {
  const method = methodOf(definition);
  const { oauth2 } = method;
  if (!oauth2) throw new Error('no oauth2');
  const asked = new URL(reply.authorizationUrl);
  const redirectUri = asked.searchParams.get('redirect_uri') ?? '';
  const code = `code-${reply.attemptId}`;
  const challenge = asked.searchParams.get('code_challenge');
  const stage: Stage = { method, oauth2, clientId, values: { client_id: clientId }, code, challenge, redirectUri };
  standIn.enter(stage);
  const state = asked.searchParams.get(oauth2.paramNames.state ?? 'state') ?? '';
  const query = new URLSearchParams({ code, [oauth2.paramNames.state ?? 'state']: state });
  const back = `${redirectUri.split('/api/v1')[1] ?? ''}?${query.toString()}`;
  return { attemptId: reply.attemptId, asked, stage, back } satisfies Away;
}

/** Starts a connection and stands where the person is sent. */
export async function sendOff(standIn: StandIn, who: Client, definition: { id: string }, name: string): Promise<Away> {
  const started = await who.post('/connections', { appId: definition.id, authMethod: 'oauth2', name });
  if (started.status !== 201) throw new Error(started.text);
  return standAt(standIn, definition, started.body as { attemptId: string; authorizationUrl: string });
}

/** Connects as a person does; gives the id of the connection. */
export async function connectErp(
  standIn: StandIn,
  who: Client,
  definition: { id: string },
  name = 'ERP',
): Promise<string> {
  const away = await sendOff(standIn, who, definition, name);
  const page = await who.get(away.back);
  const tested = await who.get(`/connections/${away.attemptId}/test`);
  const { connectionId } = tested.body as { connectionId?: string };
  if (connectionId === undefined || standIn.faults.length > 0)
    throw new Error(`no connection: ${standIn.faults.join()} ${page.text} ${tested.text}`);
  return connectionId;
}
