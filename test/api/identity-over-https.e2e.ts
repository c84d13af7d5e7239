import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hashPassword } from '../../backend/src/identity/index.ts';
import { startHarness, type Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false, env: { PUBLIC_URL: 'https://drawbridge.example.com' } });
}, 60_000);
afterAll(() => h.stop());

test('over https the session cookie is bound to the host and sent over TLS only', async () => {
  const [email, password] = ['over.tls@example.com', 'a long password'];
  // The seeded people hold the cookie of plain http, which counts for nothing here.
  expect((await h.world.systemAdmin.get('/me')).status).toBe(401);
  await h.database.sql(`update app_user set email = $1, password_hash = $2 where name = 'Sam System'`, [
    email,
    await hashPassword(password),
  ]);
  const reply = await h.anonymous.post('/session', { email, password });
  expect(reply.status).toBe(201);
  const cookie = (reply.headers['set-cookie'] as unknown as string[])[0] ?? '';
  expect(cookie).toMatch(/^__Host-drawbridge=[A-Za-z0-9_-]{43}; /);
  for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute);
  expect(cookie).not.toMatch(/Domain=/i);
  expect(reply.headers['strict-transport-security']).toMatch(/^max-age=31536000/);
});
