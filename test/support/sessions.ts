import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { parseId } from '@drawbridge/catalog';
import { Client } from './client.ts';
import type { Harness } from './harness.ts';
import type { Actor } from './world.ts';

/** The same person in a second browser, so that a test may end the session. */
export async function anotherSession(h: Harness, actor: Actor): Promise<Client> {
  const token = randomBytes(32).toString('base64url');
  const user = parseId('user', actor.id);
  await h.database.sql(
    `insert into session (id, token_hash, user_id, membership_id, created_at, last_seen_at, expires_at)
     select $1, $2, user_id, id, now(), now(), now() + interval '1 hour' from membership where user_id = $3 order by id limit 1`,
    [randomUUID(), createHash('sha256').update(token).digest(), user],
  );
  return new Client(h.app, { cookie: `drawbridge=${token}` });
}
