import { afterEach, describe, expect, test } from '@jest/globals';
import { findApp } from '@drawbridge/catalog/apps';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { signAzure } from '../../backend/src/probes/azure-shared-key.ts';
import { signOAuth1 } from '../../backend/src/probes/oauth1.ts';
import { allOk, probe, refused, type Asked } from './support.ts';

/** A method of the catalog. */
function method(appId: string, key: string) {
  const app = findApp(appId);
  const found = app?.methods.find((one) => one.key === key);
  if (!app || !found) throw new Error(`no ${appId}/${key}`);
  return { app, method: found };
}

const authorization = (asked: Asked[], index = 0) => asked[index]?.headers.authorization ?? '';

afterEach(() => expect.hasAssertions());

test('an OAuth 1.0a signature is that of the worked example of RFC 5849', () => {
  const built = {
    url: new URL('http://photos.example.net/photos?file=vacation.jpg&size=original'),
    method: 'GET',
    headers: { authorization: 'Basic replaced' },
    body: null,
  };
  const credential = {
    ...{ consumerKey: 'dpf43f3p2l4k3l03', consumerSecret: 'kd94hf93k423kf44' },
    ...{ token: 'nnch734d00sl2jdk', tokenSecret: 'pfkkdhi9sl3r4s00', signature: 'HMAC-SHA1' as const },
  };
  const { authorization: header } = signOAuth1(built, credential, { timestamp: 137131202, nonce: 'chapoH' });
  expect(header).toContain('oauth_signature="MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D"');
  expect(header).toMatch(/^OAuth oauth_consumer_key="dpf43f3p2l4k3l03", /);
});

test('an Azure signature covers method, date, version, account, path and query', () => {
  const key = Buffer.from('0123456789abcdef0123456789abcdef').toString('base64');
  const built = {
    url: new URL('https://acme.blob.core.windows.net/?maxresults=1&comp=list'),
    method: 'GET',
    headers: { 'x-ms-version': '2023-11-03', accept: '*/*' },
    body: null,
  };
  const now = new Date('2026-11-21T10:00:00Z');
  const text =
    'GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Sat, 21 Nov 2026 10:00:00 GMT\nx-ms-version:2023-11-03\n/acme/\ncomp:list\nmaxresults:1';
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
  expect(signAzure(built, { account: 'acme', key }, now)).toEqual({
    ...built.headers,
    'x-ms-date': 'Sat, 21 Nov 2026 10:00:00 GMT',
    authorization: `SharedKey acme:${signature}`,
  });
});

describe('Azure Blob Storage', () => {
  const definition = method('azure-blob-storage', 'shared-key');
  const fields = { account_name: 'acme', account_key: Buffer.alloc(64, 7).toString('base64') };

  test('accepts a signed request; the account is the storage account', async () => {
    const { result, asked } = await probe(definition, fields, { text: '<EnumerationResults/>' });
    expect(result).toEqual({ test: allOk, account: { id: 'acme', label: 'acme' } });
    expect(authorization(asked)).toMatch(/^SharedKey acme:[A-Za-z0-9+/]{43}=$/);
    expect(asked[0]?.headers['x-ms-version']).toBe('2023-11-03');
  });

  test('refuses a wrong key, and tells a missing role from it', async () => {
    const error = (code: string) => ({ status: 403, text: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>` });
    expect((await probe(definition, fields, error('AuthenticationFailed'))).result).toMatchObject({ test: refused });
    expect((await probe(definition, fields, error('AuthorizationPermissionMismatch'))).result).toMatchObject({
      test: { token: 'ok', api: 'ok', permissions: 'failed' },
      error: { code: 'missing_scope' },
    });
  });

  test('is not even asked with half a key', async () => {
    const { result, asked } = await probe(definition, { ...fields, account_key: 'half a key' }, {});
    expect([result.test.token, result.error?.code, asked.length]).toEqual(['failed', 'invalid_auth', 0]);
    expect(JSON.stringify(result)).not.toContain('half a key');
  });
});

describe('Ghost', () => {
  const definition = method('ghost', 'admin-jwt');
  const secret = 'ab'.repeat(32);
  const fields = (port: number) => ({
    admin_url: `http://blog.example.com:${port}`,
    admin_api_key: `0123456789abcdef01234567:${secret}`,
  });

  test('gets a token of five minutes that its own key signed', async () => {
    const { result, asked } = await probe(definition, fields, { json: { config: { version: '5.0' } } });
    const token = authorization(asked).replace(/^Ghost /, '');
    const { payload } = await jwtVerify(token, Buffer.from(secret, 'hex'), { audience: '/admin/' });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'JWT', kid: '0123456789abcdef01234567' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(result).toMatchObject({ test: allOk, account: { id: expect.stringMatching(/#0123456789abcdef01234567$/) } });
  });

  test('that refuses it has the last word', async () => {
    const { result } = await probe(definition, fields, { status: 401, json: { errors: [{ code: 'INVALID_JWT' }] } });
    expect(result).toMatchObject({ test: refused, error: { code: 'invalid_auth' } });
  });
});

describe('a Google service account', () => {
  const definition = method('google-service-account', 'jwt-bearer');
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyFile = (key: string) =>
    JSON.stringify({
      type: 'service_account',
      client_email: 'robot@acme.iam.gserviceaccount.com',
      client_id: '1000001',
      private_key: key,
    });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const fields = { service_account_json: keyFile(pem), key_scopes: 'https://www.googleapis.com/auth/drive.readonly' };
  const token = { json: { access_token: 'ya29.token', expires_in: 3599, token_type: 'Bearer' } };

  test('exchanges an assertion for a token', async () => {
    const { result, asked } = await probe(definition, fields, token);
    const form = new URLSearchParams(asked[0]?.body);
    const { payload } = await jwtVerify(form.get('assertion') ?? '', publicKey, { algorithms: ['RS256'] });
    expect([...form.keys()]).toEqual(['grant_type', 'assertion']);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    expect(payload).toMatchObject({ iss: 'robot@acme.iam.gserviceaccount.com', scope: fields.key_scopes });
    expect(payload.sub).toBeUndefined();
    expect(result).toMatchObject({
      test: allOk,
      account: { id: '1000001', label: 'robot@acme.iam.gserviceaccount.com' },
    });
  });

  test('acts for a person only where one is named', async () => {
    const { asked } = await probe(definition, { ...fields, subject: 'anna@acme.com' }, token);
    const assertion = new URLSearchParams(asked[0]?.body).get('assertion') ?? '';
    expect((await jwtVerify(assertion, publicKey)).payload.sub).toBe('anna@acme.com');
  });

  test('whose key was deleted is refused', async () => {
    const { result } = await probe(definition, fields, { status: 400, json: { error: 'invalid_grant' } });
    expect(result).toMatchObject({ test: refused, error: { code: 'invalid_auth' } });
  });

  test.each(['no key at all', pem.slice(0, 400), 'short'])('with a broken key is not even asked', async (key) => {
    const { result, asked } = await probe(definition, { ...fields, service_account_json: keyFile(key) }, token);
    expect([result.test.token, result.error?.code, asked.length]).toEqual(['failed', 'invalid_auth', 0]);
    expect(JSON.stringify(result)).not.toContain(key.slice(0, 60));
  });
});

describe('WooCommerce', () => {
  const definition = method('woocommerce', 'rest-keys');
  const store = { consumer_key: 'ck_0123', consumer_secret: 'cs_secret456' };
  const answer = { json: { environment: { site_url: 'http://shop.example.com' } } };

  test('over plain http gets a signature and not the secret', async () => {
    const fields = (port: number) => ({ ...store, store_url: `http://shop.example.com:${port}` });
    const { result, asked } = await probe(definition, fields, answer);
    expect(result.test).toEqual(allOk);
    expect(authorization(asked)).toMatch(/^OAuth oauth_consumer_key="ck_0123", .*oauth_signature="/);
    const hidden = [store.consumer_secret, Buffer.from(`ck_0123:${store.consumer_secret}`).toString('base64')];
    for (const text of hidden) expect(JSON.stringify(asked)).not.toContain(text);
  });
});

describe('Trello', () => {
  const fields = { app_key: 'a'.repeat(32), app_secret: 's3cret-app', token: 'tok-1', token_secret: 's3cret-token' };

  test('takes requests that two secrets sign', async () => {
    const { result, asked } = await probe(method('trello', 'oauth1'), fields, { json: { id: 'm1', username: 'anna' } });
    expect(result).toEqual({ test: allOk, account: { id: 'm1', label: 'anna' } });
    expect(authorization(asked)).toContain('oauth_token="tok-1"');
    expect(JSON.stringify(asked)).not.toMatch(/s3cret/);
  });

  test('says in plain text that a token is none', async () => {
    const given = { app_key: 'a'.repeat(32), api_key: 'b'.repeat(64) };
    const { result } = await probe(method('trello', 'api-key'), given, { status: 400, text: 'invalid token' });
    expect(result).toMatchObject({ test: refused });
  });
});

describe('a login call before all others', () => {
  test('is itself the test of Backblaze B2, and is made once', async () => {
    const json = {
      accountId: 'acc1',
      authorizationToken: 'session-token-1',
      apiInfo: { storageApi: { apiUrl: 'https://api005.backblazeb2.com', capabilities: ['listBuckets', 'readFiles'] } },
    };
    const fields = { key_id: '005abc', application_key: 'K005secret' };
    const { result, asked } = await probe(method('backblaze-b2', 'two-step'), fields, { json });
    expect(asked.map(({ line }) => line)).toEqual(['GET /b2api/v3/b2_authorize_account']);
    expect(authorization(asked)).toBe(`Basic ${Buffer.from('005abc:K005secret').toString('base64')}`);
    expect(result).toEqual({
      test: allOk,
      account: { id: 'acc1', label: 'acc1' },
      scopes: ['listBuckets', 'readFiles'],
      values: { api_url: 'https://api005.backblazeb2.com', account_id: 'acc1' },
    });
    const no = await probe(method('backblaze-b2', 'two-step'), fields, {
      status: 401,
      json: { code: 'bad_auth_token' },
    });
    expect(no.result).toMatchObject({ test: refused });
  });

  test('opens a session of Tableau that is ended again, whatever the test says', async () => {
    const definition = method('tableau', 'pat-session');
    const credentials = { token: 'session-1', site: { id: 'site-9' }, user: { id: 'user-7' } };
    const fields = (port: number) => ({
      ...{ hostname: `tab.example.com:${port}`, site: 'acme', pat_name: 'robot', pat_secret: 's3cret-pat' },
    });
    for (const status of [200, 401]) {
      const { result, asked } = await probe(definition, fields, {
        '/api/3.25/auth/signin': { json: { credentials } },
        '/api/3.25/sites/site-9': { status, json: { site: { id: 'site-9' } } },
        '/api/3.25/auth/signout': { status: 204, text: '' },
      });
      expect(asked.map(({ line }) => line)).toEqual([
        'POST /api/3.25/auth/signin',
        'GET /api/3.25/sites/site-9',
        'POST /api/3.25/auth/signout',
      ]);
      expect(asked.map(({ headers }) => headers['x-tableau-auth'])).toEqual([undefined, 'session-1', 'session-1']);
      expect(result.test.token).toBe(status === 200 ? 'ok' : 'failed');
      if (status === 200) expect(result.account).toEqual({ id: 'site-9#user-7', label: 'robot' });
    }
  });
});
