import { gunzipSync } from 'node:zlib';
import { apps } from '@drawbridge/catalog/apps';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startHarness, type Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

const list = '/apps?limit=500';

/** The bytes as they came, not unpacked by the client. */
const raw = (call: ReturnType<Harness['anonymous']['get']>) =>
  call.buffer(true).parse((reply, done) => {
    const parts: Buffer[] = [];
    reply.on('data', (part: Buffer) => parts.push(part));
    reply.on('end', () => done(null, Buffer.concat(parts)));
  });

describe('the whole catalog in one reply', () => {
  test('names every app, in the order of their ids', async () => {
    const reply = await h.world.acme.member.get(list);
    expect(reply.status).toBe(200);
    const ids = reply.body.items.map((app: { id: string }) => app.id);
    expect(ids).toEqual(apps.map(({ id }) => id).sort());
    expect(reply.body.nextCursor).toBeNull();
  });

  test('is sent compressed to whoever takes that, in at most 60 kB', async () => {
    const call = h.world.acme.member.get(list).set('accept-encoding', 'gzip, br');
    const plain = await h.world.acme.member.get(list).set('accept-encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const reply = await call;
    expect(reply.headers['content-encoding']).toBe('gzip');
    expect(reply.headers['vary']).toMatch(/accept-encoding/i);
    expect(reply.body).toEqual(plain.body);
    expect(reply.headers['etag']).toBe(plain.headers['etag']);
    expect(Number(reply.headers['content-length'])).toBeLessThan(60_000);
    expect(Number(reply.headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']) / 3);
  });

  test('is not sent again while it is the same', async () => {
    const first = await h.world.acme.member.get(list);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const tag = String(first.headers['etag']);
    const again = await h.world.acme.member.get(list).set('if-none-match', `W/"other", ${tag}`);
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', tag]);
    const other = await h.world.acme.member.get(list).set('if-none-match', 'W/"other"');
    expect(other.status).toBe(200);
  });

  test('is a new one when what the tenant sees in it has changed', async () => {
    const first = await h.world.globex.admin.get('/apps/slack');
    await h.world.globex.admin.post('/oauth-clients', {
      appId: 'slack',
      authMethod: 'oauth2',
      clientId: 'client',
      clientSecret: 'secret',
    });
    const tag = String(first.headers['etag']);
    expect((await h.world.globex.admin.get('/apps/slack').set('if-none-match', tag)).status).toBe(200);
    expect((await h.world.acme.admin.get('/apps/slack').set('if-none-match', tag)).status).toBe(304);
  });

  test('is kept from those who are not signed in, whatever they kept', async () => {
    const { headers } = await h.world.acme.member.get(list);
    const refused = await h.anonymous.get(list).set('if-none-match', String(headers['etag']));
    expect([refused.status, refused.headers['etag']]).toEqual([401, undefined]);
  });
});

test('no other reply is compressed or kept: they may hold what must not be guessed from their length', async () => {
  const call = h.world.acme.admin.get('/audit-events?limit=100').set('accept-encoding', 'gzip');
  const reply = await raw(call);
  expect([reply.headers['content-encoding'], reply.headers['cache-control']]).toEqual([undefined, 'no-store']);
  expect(() => gunzipSync(reply.body as Buffer)).toThrow();
});

test('an app tells how far its facts are confirmed, and where they come from', async () => {
  const { body } = await h.world.acme.member.get('/apps/slack');
  expect(body).toMatchObject({ confirmed: true, factsScope: 'login_and_test' });
  expect(body.factsSources).toContain('vendor documentation');
  expect(body.methods[0].clientGuidance.length).toBeGreaterThan(0);
  expect(body.methods[0].scopes[0]).toEqual({
    name: 'chat:write',
    why: 'Posts messages as the app.',
    required: true,
  });
});
