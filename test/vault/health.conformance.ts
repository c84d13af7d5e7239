/** https://developer.hashicorp.com/vault/api-docs/system/health, .../seal-status and .../init, on an open server */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

describe('sys/health', () => {
  test('needs no token and is 200 when open and active', async () => {
    const reply = await target.anonymous.get('sys/health');
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      initialized: true,
      sealed: false,
      standby: false,
      version: expect.any(String),
      server_time_utc: expect.any(Number),
    });
  });

  test('tells the server time in seconds', async () => {
    const reply = await target.anonymous.get('sys/health');
    expect(Math.abs(reply.number('server_time_utc') - Date.now() / 1000)).toBeLessThan(120);
  });

  test('names its cluster while open', async () => {
    const reply = await target.anonymous.get('sys/health');
    expect(reply.body).toMatchObject({ cluster_id: expect.any(String), cluster_name: expect.any(String) });
  });

  test('answers HEAD with the status only', async () => {
    const reply = await target.anonymous.head('sys/health');
    expect([reply.status, reply.body]).toEqual([200, undefined]);
  });

  test('activecode changes the status', async () => {
    expect((await target.anonymous.get('sys/health?activecode=299')).status).toBe(299);
    expect((await target.anonymous.head('sys/health?activecode=299')).status).toBe(299);
  });

  test.each(['sealedcode', 'uninitcode', 'standbycode', 'drsecondarycode', 'performancestandbycode'])(
    '%s does not touch an active server',
    async (name) => {
      expect((await target.anonymous.get(`sys/health?${name}=299`)).status).toBe(200);
    },
  );

  test('standbyok and perfstandbyok are accepted', async () => {
    expect((await target.anonymous.get('sys/health?standbyok=true&perfstandbyok=true')).status).toBe(200);
  });

  test('a code that is no number is 400', async () => {
    expect((await target.anonymous.get('sys/health?activecode=many')).status).toBe(400);
  });

  test('does not care for a wrong token', async () => {
    expect((await target.root.with('hvs.unknown').get('sys/health')).status).toBe(200);
  });
});

describe('sys/seal-status', () => {
  test('needs no token and tells threshold, shares and progress', async () => {
    const reply = await target.anonymous.get('sys/seal-status');
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      type: expect.any(String),
      initialized: true,
      sealed: false,
      t: expect.any(Number),
      n: expect.any(Number),
      progress: 0,
      version: expect.any(String),
      storage_type: expect.any(String),
      migration: false,
    });
  });

  test('cannot be written', async () => {
    expect((await target.anonymous.post('sys/seal-status')).status).toBe(405);
  });
});

describe('an open server', () => {
  test('says that it is initialised', async () => {
    const reply = await target.anonymous.get('sys/init');
    expect([reply.status, reply.body]).toEqual([200, { initialized: true }]);
  });

  test('cannot be initialised again', async () => {
    expect((await target.anonymous.put('sys/init', { secret_shares: 1, secret_threshold: 1 })).status).toBe(400);
  });

  test('an unseal key is not needed and changes nothing', async () => {
    const reply = await target.anonymous.put('sys/unseal', { key: Buffer.alloc(33, 7).toString('hex') });
    expect([reply.status, reply.at('sealed')]).toEqual([200, false]);
  });

  test('unseal without a key is 400', async () => {
    expect((await target.anonymous.put('sys/unseal', {})).status).toBe(400);
  });

  test('an unseal key that is neither hex nor base64 is 400', async () => {
    expect((await target.anonymous.put('sys/unseal', { key: '!!!' })).status).toBe(400);
  });

  test('sealing needs a token', async () => {
    expect((await target.anonymous.put('sys/seal')).status).toBe(403);
    expect((await target.anonymous.get('sys/health')).status).toBe(200);
  });

  test('sealing needs sudo', async () => {
    const token = await target.tokenFor('path "sys/seal" { capabilities = ["update"] }');
    expect((await token.put('sys/seal')).status).toBe(403);
    expect((await target.anonymous.get('sys/health')).status).toBe(200);
  });
});
