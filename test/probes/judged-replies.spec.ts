import { describe, expect, test } from '@jest/globals';
import { appOf } from './app-of.ts';
import * as apps from './definitions.ts';
import { open, probe, probeAt, refused, type Answer } from './support.ts';
import { tcpPeer } from '../egress/support.ts';

const secret = 'sk_live_51Nd9-Example/With+Odd=Signs&more';

describe('a refused credential', () => {
  const cases: [string, keyof typeof apps, Record<string, string>, Answer][] = [
    ['stripe 401', 'stripe', { api_key: secret }, { status: 401, json: { error: { type: 'invalid_request_error' } } }],
    ['slack 200 with ok: false', 'slack', { api_key: secret }, { json: { ok: false, error: 'invalid_auth' } }],
    [
      'telegram 404 for a malformed token',
      'telegram',
      { api_key: '1:x' },
      { status: 404, json: { ok: false, error_code: 404 } },
    ],
    ['mandrill 500', 'mandrill', { api_key: secret }, { status: 500, json: { status: 'error', name: 'Invalid_Key' } }],
    [
      'google 400 with a reason',
      'crux',
      { api_key: secret },
      { status: 400, json: { error: { details: [{ reason: 'API_KEY_INVALID' }] } } },
    ],
    ['datadog 403', 'datadog', { api_key: secret, application_key: 'x' }, { status: 403, json: {} }],
    ['twilio 401 without a body', 'twilio', { account_sid: 'AC1', auth_token: secret }, { status: 401, text: '' }],
    [
      'paypal invalid_client',
      'paypal',
      { client_id: 'a', client_secret: secret },
      { status: 400, json: { error: 'invalid_client' } },
    ],
    ['tableau at its login call', 'tableau', { api_key: secret }, { status: 401, json: {} }],
    [
      'zendesk that takes it for nobody',
      'zendesk',
      { subdomain: 'acme', email: 'a@b.example', api_key: secret },
      { json: { user: { id: null, email: 'invalid@example.com' } } },
    ],
    ['freshdesk that names nobody', 'freshdesk', { subdomain: 'acme', api_key: secret }, { json: {} }],
    ['sendgrid whose account answers nobody', 'sendgrid', {}, { json: { scopes: ['mail.send'] } }],
  ];

  test.each(cases)('%s', async (_what, name, fields, answer) => {
    const given =
      name === 'sendgrid' ? (port: number) => ({ api_key: secret, api_host: `api.sendgrid.com:${port}` }) : fields;
    const { result } = await probe(apps[name], given, answer);
    expect(result).toMatchObject({ test: refused, error: { code: 'invalid_auth', title: 'Authorization rejected' } });
    expect(result.account).toBeUndefined();
  });
});

describe('a credential that may not do what is needed stays valid', () => {
  test('a documented 403', async () => {
    const { result } = await probe(apps.stripe, { api_key: secret }, { status: 403, json: {} });
    expect(result).toMatchObject({
      test: { token: 'ok', api: 'ok', permissions: 'failed' },
      error: { code: 'missing_scope', message: 'The key is restricted.' },
    });
  });

  test('scopes that were not granted, by name', async () => {
    const answer = { json: { ok: true, team_id: 'T1' }, headers: { 'x-oauth-scopes': 'channels:read' } };
    const { result } = await probe(apps.slack, { api_key: secret }, answer);
    expect(result).toMatchObject({
      test: { token: 'ok', permissions: 'failed' },
      account: { id: 'T1' },
      scopes: ['channels:read'],
    });
    expect(result.error).toMatchObject({
      code: 'missing_scope',
      message: expect.stringMatching(/^Missing: chat:write \(.*\)\. users:read \(.*\)\.$/),
    });
  });

  test('no word about scopes leaves it open', async () => {
    const { result } = await probe(apps.slack, { api_key: secret }, { json: { ok: true, team_id: 'T1' } });
    expect(result).toEqual({
      test: { token: 'ok', api: 'ok', permissions: 'undecided' },
      account: { id: 'T1', label: 'T1' },
    });
  });

  test('the request that needs the permission is refused, limited, or not answered', async () => {
    const whoami = { json: { id: 'usr1' } };
    const ask = async (bases: Answer) =>
      (await probe(apps.airtable, { api_key: secret }, { '/v0/meta/whoami': whoami, '/v0/meta/bases': bases })).result
        .test;
    expect(await ask({ status: 403, json: {} })).toEqual({ token: 'ok', api: 'ok', permissions: 'failed' });
    expect(await ask({ status: 429, json: {} })).toEqual({ token: 'ok', api: 'ok', permissions: 'undecided' });
    expect(await ask({ status: 500, text: '' })).toEqual({ token: 'ok', api: 'ok', permissions: 'undecided' });
  });

  test('an account request that is refused for lack of a scope takes nothing back', async () => {
    const answers = {
      '/v3/scopes': { json: { scopes: ['mail.send'] } },
      '/v3/user/username': { status: 403, json: {} },
    };
    const { result } = await probe(
      apps.sendgrid,
      (port) => ({ api_key: secret, api_host: `api.sendgrid.com:${port}` }),
      answers,
    );
    expect(result).toMatchObject({
      test: { token: 'ok', api: 'ok', permissions: 'failed' },
      error: { code: 'missing_scope' },
    });
  });

  test('a credential that reaches no site', async () => {
    const { result } = await probe(apps.jira, { api_key: secret }, { json: [] });
    expect(result).toMatchObject({ test: { token: 'ok', permissions: 'failed' }, error: { code: 'missing_scope' } });
  });
});

describe('what does not decide about the credential says so', () => {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const page = '<!doctype html><title>Just a moment</title>';
  const cases: [string, Answer, string][] = [
    ['429', { status: 429, json: {} }, 'rate_limited'],
    ['500', { status: 500, json: {} }, 'provider_error'],
    ['503 with a page', { status: 503, text: page, headers: html }, 'provider_error'],
    ['200 with a page', { text: page, headers: html }, 'unexpected_reply'],
    ['403 with a page of a firewall', { status: 403, text: page, headers: html }, 'unexpected_reply'],
    ['404 with a page', { status: 404, text: page }, 'unexpected_reply'],
    ['200 with half a document', { text: '{"id": "acct_1", "settings": {' }, 'unexpected_reply'],
    ['200 with nothing', { text: '' }, 'unexpected_reply'],
    ['200 with a number', { text: '42' }, 'unexpected_reply'],
    ['200 deeper than anything', { text: `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}` }, 'unexpected_reply'],
    [
      '200 larger than is read',
      { text: JSON.stringify({ id: 'acct_1', pad: 'x'.repeat(100_000) }) },
      'unexpected_reply',
    ],
    [
      '302 to a sign-in page',
      { status: 302, text: '', headers: { location: 'https://login.example.com/' } },
      'unexpected_reply',
    ],
    ['418', { status: 418, json: {} }, 'unexpected_reply'],
  ];

  test.each(cases)('%s', async (_what, answer, code) => {
    const { result } = await probe(apps.notion, { api_key: secret }, answer);
    expect([result.test.token, result.error?.code, result.account]).toEqual(['undecided', code, undefined]);
  });

  test('slack with an error that is not documented', async () => {
    const { result } = await probe(apps.slack, { api_key: secret }, { json: { ok: false, error: 'fatal_error' } });
    expect(result).toMatchObject({ test: open, error: { code: 'unexpected_reply' } });
  });

  test('a port where nobody listens, and a peer that breaks off', async () => {
    const peer = await tcpPeer((socket) => socket.destroy());
    expect(await probeAt(peer.port, apps.stripe, { api_key: secret })).toMatchObject({
      test: open,
      error: { code: 'unreachable', title: 'App unavailable' },
    });
    await peer.close();
    expect(await probeAt(peer.port, apps.stripe, { api_key: secret })).toMatchObject({
      test: open,
      error: { code: 'unreachable' },
    });
  });

  test('a name that does not resolve', async () => {
    const result = await probeAt(
      8443,
      apps.stripe,
      { api_key: secret },
      { resolver: () => Promise.reject(new Error('ENOTFOUND')) },
    );
    expect(result).toMatchObject({ test: open, error: { code: 'unreachable' } });
  });

  test('a host that may not be called fails the API, not the credential', async () => {
    const result = await probeAt(
      8443,
      apps.stripe,
      { api_key: secret },
      { resolver: () => Promise.resolve(['10.0.0.1']) },
    );
    expect(result).toMatchObject({
      test: { token: 'undecided', api: 'failed', permissions: 'undecided' },
      error: { code: 'host_not_allowed' },
    });
  });

  test('a value that would lead to another host is never sent', async () => {
    for (const subdomain of ['evil.example.com/', 'a@evil', 'evil#', 'evil?', 'evil/..', 'x.y', 'a:1', '']) {
      const { result, asked } = await probe(apps.freshdesk, { subdomain, api_key: secret }, { json: { id: 1 } });
      expect([result.test.token, result.error?.code, asked.length]).toEqual(['undecided', 'not_found', 0]);
    }
  });

  test('a user name that holds the border of a basic login is never sent', async () => {
    const fields = (port: number) => ({
      site_url: `http://blog.example.com:${port}`,
      username: 'a:b',
      application_password: secret,
    });
    const { result, asked } = await probe(apps.wordpress, fields, { json: { id: 1 } });
    expect([result.error?.code, asked.length]).toEqual(['not_found', 0]);
  });

  test('a method that has no harmless test, or none that is built yet, says so and raises no error', async () => {
    const reason = 'Every call sends a message.';
    const hook = appOf('hook', {
      fields: [{ key: 'url', label: 'URL', secret: true }],
      test: { kind: 'untestable', reason },
    });
    const { result, asked } = await probe(hook, { url: secret }, { json: {} });
    expect(result).toMatchObject({
      test: open,
      untestable: reason,
      account: { id: expect.stringMatching(/^sha256:/) },
    });
    expect([result.error, asked.length]).toEqual([undefined, 0]);
  });
});
