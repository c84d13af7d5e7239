import type { MethodDefinitionInput } from '../../app-definition/index.ts';

type Scope = NonNullable<MethodDefinitionInput['scopes']>[number];

/** What every Google app with a consent screen has in common. */
interface GoogleApp {
  /** Name of the API as the Google Cloud console lists it. */
  readonly api: string;
  readonly baseUrl: string;
  readonly testUrl: string;
  readonly scope: Scope;
  /** Where one scope is not enough. */
  readonly moreScopes?: Scope[];
  readonly guidance: string[];
  readonly troubleshooting?: MethodDefinitionInput['troubleshooting'];
}

const identityScopes: Scope[] = [
  { name: 'openid', why: 'Tells which Google account was connected.' },
  {
    name: 'https://www.googleapis.com/auth/userinfo.email',
    why: 'Shows the e-mail address beside the connection.',
    satisfiedBy: ['email'],
  },
];

export const googleErrors: MethodDefinitionInput['errors'] = [
  {
    when: {
      status: [403],
      at: '$.error.details[?reason=SERVICE_DISABLED].reason|$.error.errors[0].reason',
      equals: ['SERVICE_DISABLED', 'accessNotConfigured'],
    },
    code: 'missing_scope',
    part: 'permissions',
    meaning: 'The API is switched off in the Google Cloud project. An administrator of that project has to enable it.',
  },
  {
    when: {
      status: [403],
      at: '$.error.errors[0].reason',
      equals: ['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'dailyLimitExceeded'],
    },
    code: 'rate_limited',
    part: 'api',
    outcome: 'undecided',
    meaning: 'The quota of the Google Cloud project or of the account is used up for now.',
  },
];

/** The consent screen asks for a refresh token once; `prompt=consent` brings a new one when the old one is lost. */
export function googleMethod(app: GoogleApp): MethodDefinitionInput {
  return {
    key: 'oauth2',
    kind: 'oauth2_authorization_code',
    label: 'OAuth 2.0',
    baseUrl: app.baseUrl,
    inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
    scopes: [...identityScopes, app.scope, ...(app.moreScopes ?? [])],
    oauth2: {
      grant: 'authorization_code',
      authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      pkce: 'supported',
      authorizationParams: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
      accessTokenTtlSeconds: 3600,
      refresh: { issued: 'first_consent_only', rotates: false, idleTtlSeconds: 15_552_000 },
      revocation: { url: 'https://oauth2.googleapis.com/revoke', ends: 'grant' },
    },
    test: {
      kind: 'request',
      request: { url: app.testUrl },
      expect: { status: [200] },
      invalid: [{ status: [401] }, { at: '$.error.status', equals: ['UNAUTHENTICATED'] }],
    },
    permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
    errors: googleErrors,
    account: {
      from: 'request',
      request: { url: 'https://openidconnect.googleapis.com/v1/userinfo' },
      id: '$.sub',
      label: '$.email',
    },
    credentialUrl: 'https://console.cloud.google.com/apis/credentials',
    guidance: app.guidance,
    clientGuidance: [
      `In the Google Cloud console, enable the ${app.api}.`,
      'Set up the consent screen and add the scopes listed here. While it is in testing, grants end after 7 days.',
      'Create an OAuth client of type Web application and add the redirect address shown here.',
      'Enter its client ID and client secret here.',
    ],
    troubleshooting: [
      {
        symptom: 'Google says that the app is not verified.',
        fix: 'The OAuth client has not been reviewed by Google. Use an internal consent screen of your Workspace, or finish the review.',
      },
      {
        symptom: 'Connected, but a permission is reported as missing.',
        fix: 'Google lets people untick single permissions. Reconnect and leave every box ticked.',
      },
      {
        symptom: 'The connection has to be reauthorized every week.',
        fix: 'The consent screen is still in testing. Publish it in the Google Cloud console, then reconnect.',
      },
      {
        code: 'invalid_grant',
        symptom: 'The connection stopped working after months without use, or after a password change.',
        fix: 'Google ends grants that are unused for 6 months, and some after a password change. Reconnect.',
      },
      ...(app.troubleshooting ?? []),
    ],
  };
}

export const googleFacts = {
  sources: ['nango', 'n8n', 'grant', 'vendor documentation'],
  loginOnly:
    'The test request is not confirmed by a second source. How many live grants an account may have is uncertain.',
  loginAndTest: 'How many live grants an account may have is uncertain.',
};
