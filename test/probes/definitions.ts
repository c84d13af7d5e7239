import { appOf, bearer, get, header, key, open } from './app-of.ts';

export const stripe = appOf('stripe', {
  fields: [key],
  inject: bearer,
  test: get('/v1/account'),
  errors: [{ when: { status: [403] }, code: 'missing_scope', part: 'permissions', meaning: 'The key is restricted.' }],
  account: { from: 'test', id: '$.id', label: '$.settings.dashboard.display_name' },
});

export const slack = appOf('slack', {
  baseUrl: 'https://slack.com/api',
  fields: [key],
  inject: bearer,
  scopes: [
    { name: 'chat:write', why: 'To write.' },
    { name: 'users:read', why: 'To read.', satisfiedBy: ['users:all'] },
  ],
  test: {
    kind: 'request',
    request: { method: 'POST', url: '/auth.test', body: { format: 'empty' } },
    expect: { status: [200], at: '$.ok', equals: [true] },
    invalid: [{ at: '$.error', equals: ['invalid_auth', 'token_revoked', 'account_inactive'] }],
  },
  permissionTest: { kind: 'scopes', of: 'test', path: 'header x-oauth-scopes', separator: ',' },
  account: { from: 'test', id: '$.team_id', label: '$.team' },
});

export const telegram = appOf('telegram', {
  baseUrl: 'https://api.telegram.org/bot{api_key}',
  fields: [key],
  inject: [{ in: 'path', field: 'api_key' }],
  test: get(
    '/getMe',
    { at: '$.ok', equals: [true] },
    { invalid: [{ status: [401, 404], at: '$.ok', equals: [false] }] },
  ),
  account: { from: 'test', id: '$.result.id', label: '$.result.username' },
});

export const sendgrid = appOf('sendgrid', {
  baseUrl: 'https://{api_host}',
  fields: [key, { ...open('api_host'), format: 'host', allowPort: true }],
  inject: bearer,
  scopes: [{ name: 'mail.send', why: 'To send.' }],
  test: get('/v3/scopes'),
  permissionTest: { kind: 'scopes', of: 'test', path: '$.scopes' },
  account: { from: 'request', id: '$.user_id|$.username', label: '$.username', request: { url: '/v3/user/username' } },
});

export const twilio = appOf('twilio', {
  kind: 'basic',
  fields: [open('account_sid'), { ...key, key: 'auth_token' }],
  inject: [{ in: 'basic', username: '{account_sid}', password: '{auth_token}' }],
  test: get('/2010-04-01/Accounts/{account_sid}.json'),
  account: { from: 'test', id: '$.sid', label: '$.friendly_name' },
});

export const wordpress = appOf('wordpress', {
  kind: 'basic',
  baseUrl: '{site_url}/wp-json',
  fields: [
    { ...open('site_url'), format: 'url', allowHttp: true },
    open('username'),
    { ...key, key: 'application_password' },
  ],
  inject: [{ in: 'basic', username: '{username}', password: '{application_password}' }],
  test: get('/wp/v2/users/me?context=edit'),
  account: { from: 'test', id: '{site_url}#$.id', label: '$.name' },
});

export const freshdesk = appOf('freshdesk', {
  kind: 'basic',
  baseUrl: 'https://{subdomain}.freshdesk.com/api/v2',
  fields: [{ ...open('subdomain'), format: 'host_label', hostSuffix: '.freshdesk.com' }, key],
  inject: [{ in: 'basic', username: '{api_key}', password: 'X' }],
  test: get('/agents/me'),
  account: { from: 'test', id: '{subdomain}#$.id', label: '$.contact.email' },
});

export const notion = appOf('notion', {
  fields: [key],
  inject: bearer,
  staticHeaders: { 'Notion-Version': '2022-06-28' },
  test: get('/v1/users/me'),
  account: { from: 'test', id: '$.bot.workspace_id|$.id', label: '$.bot.workspace_name' },
});

export const github = appOf('github', {
  fields: [key],
  inject: bearer,
  staticHeaders: { Accept: 'application/vnd.github+json' },
  scopes: [{ name: 'repo', why: 'To read code.' }],
  test: get('/user'),
  permissionTest: { kind: 'scopes', of: 'test', path: 'header x-oauth-scopes', separator: ',', whenAbsent: 'ok' },
  account: { from: 'test', id: '$.id', label: '$.login' },
});

export const airtable = appOf('airtable', {
  fields: [key],
  inject: bearer,
  test: get('/v0/meta/whoami'),
  permissionTest: { kind: 'request', request: { url: '/v0/meta/bases' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.email' },
});

export const openai = appOf('openai', {
  fields: [key, { ...open('organization'), required: false }],
  inject: [...bearer, { ...header('OpenAI-Organization', '{organization}'), optional: true }],
  test: get('/v1/models'),
  account: { from: 'test', id: 'header openai-organization' },
});

export const mandrill = appOf('mandrill', {
  baseUrl: 'https://mandrillapp.com/api',
  fields: [key],
  inject: [{ in: 'body', name: 'key', value: '{api_key}' }],
  test: {
    kind: 'request',
    request: { method: 'POST', url: '/1.0/users/info.json', body: { format: 'json', value: { verbose: true } } },
    expect: { status: [200] },
    invalid: [{ at: '$.name', equals: ['Invalid_Key'] }],
  },
  account: { from: 'test', id: '$.public_id', label: '$.username' },
});

export const crux = appOf('crux', {
  fields: [key],
  inject: [{ in: 'query', name: 'key', value: '{api_key}' }],
  test: {
    kind: 'request',
    request: {
      method: 'POST',
      url: '/v1/records:queryRecord?alt=json',
      body: { format: 'json', value: { origin: 'https://web.dev' } },
    },
    expect: { status: [200, 404] },
    invalid: [{ status: [400], at: '$.error.details[0].reason', equals: ['API_KEY_INVALID'] }],
  },
});

export const plaid = appOf('plaid', {
  fields: [open('client_id'), { ...key, key: 'secret' }],
  inject: [
    { in: 'body', name: 'client_id', value: '{client_id}' },
    { in: 'body', name: 'secret', value: '{secret}' },
  ],
  test: {
    kind: 'request',
    request: { method: 'POST', url: '/institutions/get', body: { format: 'form', value: { count: '1' } } },
    expect: { status: [200] },
  },
  account: { from: 'field', id: '{client_id}' },
});

export const zendesk = appOf('zendesk', {
  kind: 'basic',
  baseUrl: 'https://{subdomain}.zendesk.com',
  fields: [{ ...open('subdomain'), format: 'host_label' }, open('email'), key],
  inject: [{ in: 'basic', username: '{email}/token', password: '{api_key}' }],
  test: get('/api/v2/users/me.json'),
  account: { from: 'test', id: '{subdomain}#$.user.id', label: '$.user.email' },
});

export const datadog = appOf('datadog', {
  fields: [key, { ...key, key: 'application_key' }],
  inject: [header('DD-API-KEY', '{api_key}'), header('DD-APPLICATION-KEY', '{application_key}')],
  test: get('/api/v2/validate_keys', { status: [200] }, { invalid: [{ status: [401, 403] }] }),
  account: { from: 'field', id: 'sha256({api_key})' },
});

export const tableau = appOf('tableau', {
  fields: [key, { ...open('site_id'), filledFrom: { from: 'session', path: '$.credentials.site.id' } }],
  session: {
    request: {
      method: 'POST',
      url: '/auth/signin',
      auth: 'none',
      body: { format: 'json', value: { secret: '{api_key}' } },
    },
    tokenPath: '$.credentials.token',
  },
  inject: [header('X-Auth', '{session_token}')],
  test: get('/sites/{site_id}'),
  account: { from: 'session', id: '$.credentials.user.id' },
});

export const jira = appOf('jira', {
  fields: [key, { ...open('cloud_id'), filledFrom: { from: 'lookup', lookup: 'site', path: '$.id' } }],
  inject: bearer,
  lookups: [
    {
      key: 'site',
      question: 'Which site?',
      request: { url: '/accessible-resources' },
      itemId: '$.id',
      itemLabel: '$.name',
    },
  ],
  test: get('/ex/jira/{cloud_id}/rest/api/3/myself'),
  account: { from: 'test', id: '{cloud_id}#$.accountId', label: '$.displayName' },
});

export const paypal = appOf('paypal', {
  kind: 'oauth2_client_credentials',
  fields: [open('client_id'), { ...key, key: 'client_secret' }],
  inject: [header('Authorization', 'Bearer {access_token}')],
  oauth2: {
    grant: 'client_credentials',
    tokenUrl: 'https://api.paypal.com/v1/oauth2/token',
    clientAuth: 'basic',
    scopeParam: null,
    refresh: { issued: 'never' },
  },
  test: { kind: 'token_call' },
  account: { from: 'token', id: '$.app_id' },
});

export const aws = appOf('aws', {
  kind: 'aws_sigv4',
  baseUrl: 'https://s3.{region}.amazonaws.com',
  fields: [open('access_key_id'), { ...key, key: 'secret_access_key' }, { ...open('region'), format: 'host_label' }],
  signing: {
    kind: 'aws_sigv4',
    service: 's3',
    regionField: 'region',
    accessKeyIdField: 'access_key_id',
    secretAccessKeyField: 'secret_access_key',
  },
  test: {
    kind: 'request',
    request: {
      method: 'POST',
      url: 'https://sts.{region}.amazonaws.com/',
      body: { format: 'form', value: { Action: 'GetCallerIdentity', Version: '2011-06-15' } },
    },
    expect: { status: [200] },
    invalid: [{ status: [403] }],
  },
  account: {
    from: 'test',
    id: 'xml GetCallerIdentityResponse.GetCallerIdentityResult.Account',
    label: 'xml GetCallerIdentityResponse.GetCallerIdentityResult.Arn',
  },
});
