import { describe, expect, test } from '@jest/globals';
import * as apps from './definitions.ts';
import { allOk, probe, type Answer } from './support.ts';

const secret = 'sk_live_51Nd9-Example/With+Odd=Signs&more';
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('an accepted credential is ok three times and names its account', () => {
  test('stripe: bearer; the account and its display name', async () => {
    const json = { id: 'acct_1', settings: { dashboard: { display_name: 'Acme' } } };
    const { result, asked } = await probe(apps.stripe, { api_key: secret }, { json });
    expect(result).toEqual({ test: allOk, account: { id: 'acct_1', label: 'Acme' } });
    expect(asked).toMatchObject([
      { line: 'GET /v1/account', headers: { authorization: `Bearer ${secret}`, 'user-agent': 'Drawbridge' } },
    ]);
  });

  test('slack: POST without a body; granted scopes from a header, a wider one counts', async () => {
    const answer = {
      json: { ok: true, team_id: 'T1', team: 'Acme' },
      headers: { 'x-oauth-scopes': 'chat:write,users:all' },
    };
    const { result, asked } = await probe(apps.slack, { api_key: secret }, answer);
    expect(result).toEqual({ test: allOk, account: { id: 'T1', label: 'Acme' }, scopes: ['chat:write', 'users:all'] });
    expect(asked).toMatchObject([{ line: 'POST /api/auth.test', body: '', headers: { 'content-length': '0' } }]);
    expect(asked[0]?.headers['content-type']).toBeUndefined();
  });

  test('telegram: the token in the path, its colon as it is', async () => {
    const token = '123456789:AAE_abcdefghijklmnopqrstuvwxyz-12345';
    const { result, asked } = await probe(
      apps.telegram,
      { api_key: token },
      { json: { ok: true, result: { id: 123456789, username: 'acme_bot' } } },
    );
    expect(result).toEqual({ test: allOk, account: { id: '123456789', label: 'acme_bot' } });
    expect(asked[0]?.line).toBe(`GET /bot${token}/getMe`);
  });

  test('sendgrid: a host of choice, scopes from the test, the account from a second request', async () => {
    const fields = (port: number) => ({ api_key: secret, api_host: `api.eu.sendgrid.com:${port}` });
    const answers = {
      '/v3/scopes': { json: { scopes: ['mail.send', 'alerts.read'] } },
      '/v3/user/username': { json: { username: 'acme', user_id: 7 } },
    };
    const { result, asked } = await probe(apps.sendgrid, fields, answers);
    expect(result).toEqual({ test: allOk, account: { id: '7', label: 'acme' }, scopes: ['mail.send', 'alerts.read'] });
    expect(asked.map(({ line }) => line)).toEqual(['GET /v3/scopes', 'GET /v3/user/username']);
    expect(asked[1]?.host).toMatch(/^api\.eu\.sendgrid\.com:/);
  });

  test('twilio: basic with the SID, which is in the path as well', async () => {
    const sid = 'AC00000000000000000000000000000000';
    const { result, asked } = await probe(
      apps.twilio,
      { account_sid: sid, auth_token: secret },
      { json: { sid, friendly_name: 'Acme' } },
    );
    expect(result).toEqual({ test: allOk, account: { id: sid, label: 'Acme' } });
    expect(asked).toMatchObject([
      { line: `GET /2010-04-01/Accounts/${sid}.json`, headers: { authorization: basic(`${sid}:${secret}`) } },
    ]);
  });

  test('wordpress: any site; its address is part of the identity', async () => {
    const fields = (port: number) => ({
      site_url: `http://blog.example.com:${port}/sub`,
      username: 'anna',
      application_password: 'abcd EFGH ijkl MNOP qrst UVWX',
    });
    const { result, asked } = await probe(apps.wordpress, fields, { json: { id: 3, name: 'Anna' } });
    expect(result).toMatchObject({ test: allOk, account: { label: 'Anna' } });
    expect(result.account?.id).toMatch(/^http:\/\/blog\.example\.com:\d+\/sub#3$/);
    expect(asked).toMatchObject([
      {
        line: 'GET /sub/wp-json/wp/v2/users/me?context=edit',
        headers: { authorization: basic('anna:abcd EFGH ijkl MNOP qrst UVWX') },
      },
    ]);
  });

  test('freshdesk: the subdomain is the host, the other half of the login is fixed', async () => {
    const { result, asked } = await probe(
      apps.freshdesk,
      { subdomain: 'acme', api_key: secret },
      { json: { id: 9, contact: { email: 'a@acme.example' } } },
    );
    expect(result).toEqual({ test: allOk, account: { id: 'acme#9', label: 'a@acme.example' } });
    expect(asked[0]?.host).toMatch(/^acme\.freshdesk\.com:/);
    expect(asked[0]?.headers.authorization).toBe(basic(`${secret}:X`));
  });

  test('notion: a required version header; the first alternative that has a value', async () => {
    const { result, asked } = await probe(
      apps.notion,
      { api_key: secret },
      { json: { id: 'user', bot: { workspace_id: 'w1', workspace_name: null } } },
    );
    expect(result).toEqual({ test: allOk, account: { id: 'w1', label: 'w1' } });
    expect(asked[0]?.headers['notion-version']).toBe('2022-06-28');
  });

  test('github: its own Accept wins; a token that names no scopes has what it needs', async () => {
    const { result, asked } = await probe(apps.github, { api_key: secret }, { json: { id: 42, login: 'acme' } });
    expect(result).toEqual({ test: allOk, account: { id: '42', label: 'acme' } });
    expect(asked[0]?.headers.accept).toBe('application/vnd.github+json');
  });

  test('airtable: a second request shows the permission', async () => {
    const answers = { '/v0/meta/whoami': { json: { id: 'usr1' } }, '/v0/meta/bases': { json: { bases: [] } } };
    const { result } = await probe(apps.airtable, { api_key: secret }, answers);
    expect(result).toEqual({ test: allOk, account: { id: 'usr1', label: 'usr1' } });
  });

  test('openai: the identity is a header; an optional header is left out; a reply too large to read is still an answer', async () => {
    const answer: Answer = {
      text: JSON.stringify({ data: 'x'.repeat(200_000) }),
      headers: { 'openai-organization': 'org-acme', 'content-type': 'application/json' },
    };
    const { result, asked } = await probe(apps.openai, { api_key: secret }, answer);
    expect(result).toEqual({ test: allOk, account: { id: 'org-acme', label: 'org-acme' } });
    expect(asked[0]?.headers).not.toHaveProperty('openai-organization');
  });

  test('mandrill: the key is a member of the JSON body', async () => {
    const { result, asked } = await probe(
      apps.mandrill,
      { api_key: 'quote"and\\slash' },
      { json: { public_id: 'p1', username: 'acme' } },
    );
    expect(result).toEqual({ test: allOk, account: { id: 'p1', label: 'acme' } });
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ verbose: true, key: 'quote"and\\slash' });
  });

  test('plaid: two members of a form, encoded', async () => {
    const { result, asked } = await probe(apps.plaid, { client_id: 'c 1', secret }, { json: {} });
    expect(result).toEqual({ test: allOk, account: { id: 'c 1', label: 'c 1' } });
    expect(asked[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({ count: '1', client_id: 'c 1', secret });
  });

  test('crux: the key in the query, encoded; "no data" is a good key; without an account, a fingerprint', async () => {
    const { result, asked } = await probe(
      apps.crux,
      { api_key: secret },
      { status: 404, json: { error: { code: 404 } } },
    );
    expect(result).toMatchObject({ test: allOk, account: { id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) } });
    expect(asked[0]?.line).toBe(`POST /v1/records:queryRecord?alt=json&key=${encodeURIComponent(secret)}`);
    expect(asked[0]?.body).toBe('{"origin":"https://web.dev"}');
  });

  test('datadog: two keys in two headers', async () => {
    const { asked } = await probe(
      apps.datadog,
      { api_key: secret, application_key: 'second-key' },
      { json: { valid: true } },
    );
    expect(asked[0]?.headers).toMatchObject({ 'dd-api-key': secret, 'dd-application-key': 'second-key' });
  });

  test('tableau: a login call first; its token and its site go into the test', async () => {
    const credentials = { token: 'session-token-1', site: { id: 'site-1' }, user: { id: 'user-1' } };
    const { result, asked } = await probe(
      apps.tableau,
      { api_key: secret },
      { '/auth/signin': { json: { credentials } }, '/sites/site-1': { json: {} } },
    );
    expect(result).toEqual({ test: allOk, account: { id: 'user-1', label: 'user-1' }, values: { site_id: 'site-1' } });
    expect(asked[0]).toMatchObject({ line: 'POST /auth/signin', body: JSON.stringify({ secret }) });
    expect(asked[1]?.headers['x-auth']).toBe('session-token-1');
  });

  test('jira: the site is looked up first and answered as a value; one that is known is not asked for again', async () => {
    const answers = {
      '/accessible-resources': { json: [{ id: 'c1', name: 'Acme' }] },
      '/ex/jira/c1/rest/api/3/myself': { json: { accountId: 'u1' } },
    };
    const first = await probe(apps.jira, { api_key: secret }, answers);
    expect(first.result).toEqual({ test: allOk, account: { id: 'c1#u1', label: 'c1#u1' }, values: { cloud_id: 'c1' } });
    const again = await probe(apps.jira, { api_key: secret }, answers, { values: { cloud_id: 'c1' } });
    expect([again.asked.length, again.result.account?.id, again.result.values]).toEqual([1, 'c1#u1', undefined]);
  });

  test('paypal: asking for a token is the test', async () => {
    const { result, asked } = await probe(
      apps.paypal,
      { client_id: 'id:1', client_secret: secret },
      { json: { access_token: 'A21AA-token', app_id: 'APP-1' } },
    );
    expect(result).toEqual({ test: allOk, account: { id: 'APP-1', label: 'APP-1' } });
    expect(asked[0]).toMatchObject({ line: 'POST /v1/oauth2/token', body: 'grant_type=client_credentials' });
    expect(asked[0]?.headers.authorization).toBe(
      basic(`id%3A1:${new URLSearchParams([['', secret]]).toString().slice(1)}`),
    );
  });

  test('aws: signed for STS, whose XML names the account', async () => {
    const xml =
      '<GetCallerIdentityResponse xmlns="x"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/a</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
    const fields = { access_key_id: 'AKIDEXAMPLE', secret_access_key: secret, region: 'eu-west-1' };
    const { result, asked } = await probe(apps.aws, fields, { text: xml, headers: { 'content-type': 'text/xml' } });
    expect(result).toEqual({ test: allOk, account: { id: '123456789012', label: 'arn:aws:iam::123456789012:user/a' } });
    expect(asked[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sts\/aws4_request, SignedHeaders=[a-z0-9;-]+, Signature=[0-9a-f]{64}$/,
    );
    expect(asked[0]?.body).toBe('Action=GetCallerIdentity&Version=2011-06-15');
  });
});
