import type { MethodDefinitionInput } from '../../app-definition/index.ts';

type Scope = NonNullable<MethodDefinitionInput['scopes']>[number];

/** What every Microsoft app that signs in through Entra ID has in common. */
interface MicrosoftApp {
  /** Name of the API as the Entra admin center lists it; left out: Microsoft Graph. */
  readonly api?: string;
  readonly baseUrl?: string;
  readonly testUrl: string;
  readonly scope: Scope;
  /** Fields beside the directory. */
  readonly fields?: MethodDefinitionInput['fields'];
  /** Left out: the user, as Graph names it. */
  readonly account?: MethodDefinitionInput['account'];
  readonly guidance: string[];
  readonly troubleshooting?: MethodDefinitionInput['troubleshooting'];
}

const graph = 'https://graph.microsoft.com';

/** Microsoft writes a granted Graph scope with or without the address of the API. */
export function graphScope(name: string, why: string, wider: string[] = []): Scope {
  return { name, why, satisfiedBy: [name, ...wider].flatMap((one) => [one, `${graph}/${one}`]).slice(1) };
}

export function microsoftMethod(app: MicrosoftApp): MethodDefinitionInput {
  const api = app.api ?? 'Microsoft Graph';
  return {
    key: 'oauth2',
    kind: 'oauth2_authorization_code',
    label: 'OAuth 2.0',
    baseUrl: app.baseUrl ?? `${graph}/v1.0`,
    inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
    fields: [
      {
        key: 'tenant',
        label: 'Directory (tenant)',
        help: 'Leave it as it is, unless the OAuth client is for one organization only: then its tenant ID or domain.',
        required: false,
        lowerCase: true,
        pattern: '^[a-z0-9][a-z0-9.-]{0,252}$',
        default: 'common',
      },
      ...(app.fields ?? []),
    ],
    scopes: [
      {
        name: 'offline_access',
        why: 'Keeps the connection alive without asking you again.',
        required: false,
        note: 'Microsoft does not list it among the granted scopes.',
      },
      { name: 'openid', why: 'Tells which account was connected.', required: false },
      { name: 'email', why: 'Shows the e-mail address beside the connection.', required: false },
      // A token is for one API: where that is not Graph, the profile cannot be read along with it.
      ...(app.api ? [] : [graphScope('User.Read', 'Reads the profile of the connected account.')]),
      app.scope,
    ],
    oauth2: {
      grant: 'authorization_code',
      authorizationUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize',
      tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
      pkce: 'supported',
      authorizationParams: { response_mode: 'query', prompt: 'select_account' },
      accessTokenTtlSeconds: 3600,
      refresh: {
        // Of several resources, the token is for that of the first scope that is named.
        sendScopes: true,
        issued: 'with_scope',
        issuedWith: 'offline_access',
        rotates: true,
        oldOneStaysValid: true,
        ttlSeconds: 7_776_000,
      },
    },
    test: {
      kind: 'request',
      request: { url: app.testUrl },
      expect: { status: [200] },
      invalid: [{ status: [401] }, { at: '$.error.code', equals: ['InvalidAuthenticationToken'] }],
    },
    ...(app.api ? {} : { permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' } as const }),
    errors: [
      {
        when: {
          status: [403],
          at: '$.error.code',
          equals: ['Forbidden', 'AccessDenied', 'accessDenied', 'ErrorAccessDenied', 'Authorization_RequestDenied'],
        },
        code: 'missing_scope',
        part: 'permissions',
        meaning: 'The account signed in, but has no license for this or has not granted what it needs.',
      },
    ],
    account: app.account ?? {
      from: 'request',
      request: { url: `${graph}/v1.0/me` },
      id: '$.id',
      label: '$.userPrincipalName',
    },
    credentialUrl: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    guidance: [...app.guidance, 'Choose Accept. Some organizations let only an administrator accept.'],
    clientGuidance: [
      'In the Entra admin center, open App registrations and register an app.',
      'Add the redirect address shown here under the platform Web, not Single-page application.',
      `Under API permissions, add the delegated permissions of ${api} listed here.`,
      'Under Certificates and secrets, create a client secret and enter its value here, with the application (client) ID.',
    ],
    troubleshooting: [
      {
        symptom: 'Microsoft asks for the approval of an administrator.',
        fix: 'An administrator has to grant consent for the organization under Enterprise applications.',
      },
      {
        code: 'AADSTS50020',
        symptom: 'The account is refused as being from another directory.',
        fix: 'The OAuth client is for one organization. Enter its tenant ID, or sign in with an account of it.',
      },
      {
        symptom: 'The connection has to be reauthorized every day.',
        fix: 'The redirect address was registered as Single-page application. Move it to the platform Web.',
      },
      {
        code: 'AADSTS7000222',
        symptom: 'Every connection fails at the same time.',
        fix: 'The client secret has expired. Create a new one in the Entra admin center and enter it here.',
      },
      ...(app.troubleshooting ?? []),
    ],
  };
}

export const microsoftFacts = {
  confirmed: true,
  scope: 'login' as const,
  sources: ['n8n', 'nango', 'vendor documentation'],
  note: 'The test request is not confirmed by any source.',
};
