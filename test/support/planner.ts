import { defineApp, type AppDefinition, type MethodDefinitionInput } from '@drawbridge/catalog';
import { addApp } from './add-app.ts';
import type { Harness } from './harness.ts';
import { clientId, clientSecret, type TestSandbox } from './sandbox.ts';
import type { Client } from './client.ts';

/** An app whose credentials reach several sites, as those of Jira do: at the sandbox, by OAuth and by key. */
export interface Planner {
  /** What each credential reaches from now on. */
  sites: { id: string; name: string }[];
  /** Paths that were called. */
  asked: string[];
}

const methodOf = (url: string): Pick<MethodDefinitionInput, 'baseUrl' | 'fields' | 'lookups' | 'test' | 'account'> => ({
  baseUrl: '{base_url}',
  fields: [
    {
      key: 'base_url',
      label: 'Address',
      required: false,
      format: 'url',
      allowHttp: true,
      default: url,
      options: [{ value: url, label: 'The sandbox' }],
      filledFrom: { from: 'token', path: '$.base_url' },
    },
    { key: 'site', label: 'Site', required: false, filledFrom: { from: 'lookup', lookup: 'site', path: '$.id' } },
  ],
  lookups: [
    {
      key: 'site',
      question: 'Which site shall be connected?',
      request: { url: '/sites' },
      items: '$.sites',
      itemId: '$.id',
      itemLabel: '$.name',
    },
  ],
  test: { kind: 'request', request: { url: '/sites/{site}/me' }, expect: { status: [200] } },
  account: { from: 'lookup', lookup: 'site', id: '$.id', label: '$.name', represents: 'workspace' },
});

function plannerApp(url: string): AppDefinition {
  const shared = methodOf(url);
  const [address, site] = shared.fields ?? [];
  if (!address || !site) throw new TypeError('two fields');
  const { filledFrom: _fromToken, ...typedAddress } = address;
  return defineApp({
    id: 'planner',
    name: 'Planner',
    category: 'productivity',
    description: 'Several sites behind one credential.',
    facts: { confirmed: true, scope: 'none', sources: ['made for tests'] },
    methods: [
      {
        ...shared,
        key: 'oauth2',
        kind: 'oauth2_authorization_code',
        label: 'OAuth 2.0',
        inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
        scopes: [
          { name: 'openid', why: 'Tells which account was connected.' },
          { name: 'profile', why: 'Shows the name beside the connection.' },
          { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
        ],
        oauth2: {
          grant: 'authorization_code',
          issuer: '{base_url}',
          issInResponse: true,
          authorizationUrl: '{base_url}/auth',
          tokenUrl: '{base_url}/token',
          clientAuth: 'basic',
          pkce: 'required',
          authorizationParams: { prompt: 'consent' },
          refresh: { issued: 'with_scope', issuedWith: 'offline_access', rotates: true },
          revocation: { url: '{base_url}/token/revocation', token: 'refresh_token', clientAuth: 'basic' },
        },
      },
      {
        ...shared,
        key: 'key',
        kind: 'api_key',
        label: 'Key',
        inject: [{ in: 'header', name: 'X-Key', value: '{api_key}' }],
        fields: [typedAddress, { key: 'api_key', label: 'Key', secret: true }, site],
      },
    ],
  });
}

/** Puts the app into the catalog of this application, answers for it at the sandbox, and registers an OAuth client. */
export async function addPlanner(h: Harness, sandbox: TestSandbox, admin: Client): Promise<Planner> {
  const planner: Planner = { sites: [], asked: [] };
  addApp(h, plannerApp(sandbox.url));
  sandbox.provider.use(async (context, next) => {
    if (!context.path.startsWith('/sites')) return next();
    planner.asked.push(context.path);
    const reached = planner.sites.some(({ id }) => context.path === `/sites/${id}/me`);
    context.status = context.path === '/sites' || reached ? 200 : 404;
    context.body = JSON.stringify({ sites: planner.sites });
    context.type = 'application/json';
  });
  const reply = await admin.post('/oauth-clients', { appId: 'planner', authMethod: 'oauth2', clientId, clientSecret });
  if (reply.status !== 201) throw new Error(`no client: ${reply.text}`);
  return planner;
}
