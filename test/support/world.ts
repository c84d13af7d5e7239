import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { formatId, parseId, type Role } from '@drawbridge/catalog';
import { formatApiKey } from '../../backend/src/identity/token.ts';
import { Client, type Served } from './client.ts';
import type { TestDatabase } from './database.ts';

/** A signed-in person, or a key. */
export interface Actor extends Client {
  id: string;
  name: string;
}

export interface TenantWorld {
  id: string;
  name: string;
  admin: Actor;
  member: Actor;
  workflow: Actor;
}

/** Two tenants with all their roles, and the platform's people. */
export interface World {
  acme: TenantWorld;
  globex: TenantWorld;
  systemAdmin: Actor;
  /** A second one, because nobody decides about their own. */
  otherSystemAdmin: Actor;
  compliance: Actor;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Puts people straight into the database: their sessions are as real as after signing in, without the password's cost. */
export async function seedWorld(database: TestDatabase, served: Served): Promise<World> {
  const person = async (name: string, role: Exclude<Role, 'workflow'>, tenant: string | null): Promise<Actor> => {
    const [user, membership, session] = [randomUUID(), randomUUID(), randomUUID()];
    const token = randomBytes(32).toString('base64url');
    await database.sql(
      `insert into app_user (id, email, name, password_hash, created_at, version) values ($1, $2, $3, 'none', now(), 1)`,
      [user, `${name.toLowerCase().replaceAll(' ', '.')}@example.com`, name],
    );
    await database.sql(
      `insert into membership (id, tenant_id, user_id, role, created_at) values ($1, $2, $3, $4, now())`,
      [membership, tenant, user, role],
    );
    await database.sql(
      `insert into session (id, token_hash, user_id, membership_id, created_at, last_seen_at, expires_at)
       values ($1, $2, $3, $4, now(), now(), now() + interval '1 hour')`,
      [session, sha256(token), user, membership],
    );
    return Object.assign(new Client(served, { cookie: `drawbridge=${token}` }), { id: formatId('user', user), name });
  };
  const tenant = async (name: string): Promise<TenantWorld> => {
    const id = randomUUID();
    await database.sql(`insert into tenant (id, name, slug, created_at, version) values ($1, $2, $3, now(), 1)`, [
      id,
      name,
      name.toLowerCase(),
    ]);
    const admin = await person(`${name} Admin`, 'tenant_admin', id);
    const member = await person(`${name} Member`, 'member', id);
    const key = formatId('apiKey', randomUUID());
    const secret = randomBytes(32).toString('base64url');
    await database.sql(
      `insert into api_key (id, tenant_id, name, hint, secret_hash, created_by, created_at) values ($1, $2, 'workflows', 'dbk_', $3, $4, now())`,
      [parseId('apiKey', key), id, sha256(secret), parseId('user', admin.id)],
    );
    const workflow = Object.assign(new Client(served, { key: formatApiKey(key, secret) }), {
      id: key,
      name: 'workflows',
    });
    return { id: formatId('tenant', id), name, admin, member, workflow };
  };
  return {
    acme: await tenant('Acme'),
    globex: await tenant('Globex'),
    systemAdmin: await person('Sam System', 'system_admin', null),
    otherSystemAdmin: await person('Olga Other', 'system_admin', null),
    compliance: await person('Cora Compliance', 'compliance', null),
  };
}
