import { describe, expect, test } from '@jest/globals';
import { accountIdentity } from './account-identity.ts';
import { findApp } from '../apps/index.ts';
import { missingScopes, readScopes, requestedScopes } from './granted-scopes.ts';
import { judgeReply } from './judge-reply.ts';
import type { MethodDefinition } from './method.ts';
import { readPath, readReply } from './read-path.ts';

const method = (app: string, key: string): MethodDefinition => {
  const found = findApp(app)?.methods.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no method ${key} of ${app}`);
  return found;
};

describe('a path', () => {
  const json = { a: { 'b c': [{ id: 1 }, { id: 2, is_default: true, kind: 'main' }] }, n: null, 'x-y': 'z' };

  test.each([
    ['$.a["b c"][0].id', 1],
    ['$.a["b c"][?is_default].id', 2],
    ['$.a["b c"][?kind=main].id', 2],
    ['$.n|$.x-y', 'z'],
    ['$.missing.deep', undefined],
    ['$.a.constructor', undefined],
    ['$', json],
  ])('%s is read', (path, wanted) => {
    expect(readPath(json, path)).toEqual(wanted);
  });

  test('may name a header, the text or an XML element', () => {
    const reply = { headers: { 'x-org': 'o1' }, text: '<R><Error><Code>No &amp; no</Code></Error></R>' };
    expect(readReply(reply, 'header X-Org')).toBe('o1');
    expect(readReply(reply, '$.a|xml Error.Code')).toBe('No & no');
    expect(readReply(reply, 'body')).toBe(reply.text);
  });
});

describe('the reply to a test', () => {
  const slack = method('slack', 'bot-token');
  const telegram = method('telegram', 'api-key');

  test('is good, refused or undecided', () => {
    expect(judgeReply(slack, { status: 200, json: { ok: true } }).result).toEqual({
      token: 'ok',
      api: 'ok',
      permissions: 'ok',
    });
    expect(judgeReply(slack, { status: 200, json: { ok: false, error: 'invalid_auth' } })).toMatchObject({
      result: { token: 'failed' },
      code: 'invalid_auth',
    });
    expect(judgeReply(slack, { status: 200, json: { ok: false, error: 'unheard_of' } })).toMatchObject({
      result: { token: 'undecided' },
      code: 'unexpected_reply',
    });
    expect(judgeReply(slack, { status: 503 })).toMatchObject({
      result: { token: 'undecided', api: 'failed' },
      code: 'provider_error',
    });
    expect(judgeReply(slack, { status: 429 }).code).toBe('rate_limited');
  });

  test('tells an unreachable Telegram chat from a bad token', () => {
    const lost = judgeReply(telegram, { status: 400, json: { ok: false, description: 'Bad Request: chat not found' } });
    expect(lost).toMatchObject({
      result: { token: 'ok', api: 'ok', permissions: 'failed' },
      code: 'channel_not_found',
    });
    expect(judgeReply(telegram, { status: 404, json: { ok: false } }).result.token).toBe('failed');
  });

  test('knows a bad Google key behind status 400, and a good one too', () => {
    const pagespeed = method('google-pagespeed', 'api-key');
    const bad = { error: { details: [{ reason: 'API_KEY_INVALID' }] } };
    expect(judgeReply(pagespeed, { status: 400, json: bad }).code).toBe('invalid_auth');
    expect(judgeReply(pagespeed, { status: 400, json: { error: { message: 'url is required' } } }).result.token).toBe(
      'ok',
    );
    expect(judgeReply(method('chrome-ux-report', 'api-key'), { status: 404 }).result.token).toBe('ok');
  });

  test('is judged over other protocols by their own codes', () => {
    const postgres = method('postgresql', 'login');
    expect(judgeReply(postgres, {}).result.token).toBe('ok');
    expect(judgeReply(postgres, { replyCode: '28P01' }).code).toBe('invalid_auth');
    expect(judgeReply(postgres, { replyCode: '3D000' }).code).toBe('not_found');
    expect(judgeReply(postgres, { replyCode: 'XX000' }).code).toBe('unexpected_reply');
    expect(judgeReply(method('smtp', 'smtp-login'), { status: 535 }).code).toBe('invalid_auth');
  });
});

describe('the account', () => {
  const sha256 = (text: string) => `digest-of-${text.length}`;

  test('is told by id and host', () => {
    const freshdesk = method('freshdesk', 'api-key');
    const reply = { json: { id: 7, contact: { email: 'a@example.com' } } };
    expect(accountIdentity(freshdesk, { values: { subdomain: 'acme' }, reply, sha256 })).toEqual({
      id: 'acme#7',
      label: 'a@example.com',
    });
  });

  test('is nobody when the provider answers without an id', () => {
    expect(
      accountIdentity(method('freshdesk', 'api-key'), {
        values: { subdomain: 'acme' },
        reply: { json: { id: null } },
        sha256,
      }),
    ).toBeUndefined();
  });

  test('falls back to a fingerprint of the key', () => {
    const openai = method('openai', 'api-key');
    expect(accountIdentity(openai, { values: { api_key: 'sk-1' }, reply: { headers: {} }, sha256 })?.id).toBe(
      'sha256:digest-of-4',
    );
    expect(
      accountIdentity(openai, {
        values: { api_key: 'sk-1' },
        reply: { headers: { 'openai-organization': 'org' } },
        sha256,
      })?.id,
    ).toBe('org');
  });

  test('of a database is server, database and user', () => {
    const values = { host: 'db', port: '5432', database: 'sales', username: 'u' };
    expect(accountIdentity(method('postgresql', 'login'), { values, sha256 })).toEqual({
      id: 'db:5432/sales#u',
      label: 'sales@db',
    });
  });

  test('differs between live and test mode', () => {
    const live = accountIdentity(method('stripe', 'api-key'), {
      values: { mode: 'live' },
      reply: { json: { id: 'acct_1' } },
      sha256,
    });
    expect(live).toEqual({ id: 'live#acct_1', label: 'acct_1' });
  });
});

test('what the body says about a key goes before what a status alone says', () => {
  const token = method('figma', 'personal-access-token');
  const wrong = { status: 403, json: { err: 'Invalid token' } };
  expect(judgeReply(token, wrong)).toMatchObject({ result: { token: 'failed' }, code: 'invalid_auth' });
  expect(judgeReply(token, { status: 403, json: {} })).toMatchObject({
    result: { token: 'ok' },
    code: 'missing_scope',
  });
});

test('scopes are requested as the app wants them, and missed when they are not granted', () => {
  const slack = method('slack', 'oauth2');
  expect(requestedScopes(slack)).toEqual({ scope: 'chat:write,channels:read,users:read' });
  expect(missingScopes(slack, readScopes('chat:write, users:read', ','))).toEqual(['channels:read']);
  expect(missingScopes(method('github', 'oauth2-app'), ['user'])).toEqual([]);
  expect(requestedScopes(method('notion', 'oauth2'))).toEqual({});
});
