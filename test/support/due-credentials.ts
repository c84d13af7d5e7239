import { randomUUID } from 'node:crypto';
import { formatId, parseId } from '@drawbridge/catalog';
import type { TestDatabase } from './database.ts';
import type { TenantWorld } from './world.ts';

export interface SeededConnection {
  id: string;
  uuid: string;
}

interface Wanted {
  name: string;
  /** How long ago its credential was set, as PostgreSQL reads an interval. */
  set: string;
  ownerId?: string;
  appId?: string;
  authKind?: string;
  state?: 'active' | 'needs_reauth' | 'revoked';
}

/** Puts a connection straight into the database; its due date is computed by the database as for any other. */
export async function seedConnection(
  database: TestDatabase,
  tenant: TenantWorld,
  wanted: Wanted,
): Promise<SeededConnection> {
  const [uuid, secret] = [randomUUID(), randomUUID()];
  const [tenantUuid, owner] = [parseId('tenant', tenant.id), parseId('user', wanted.ownerId ?? tenant.member.id)];
  const state = wanted.state ?? 'active';
  await database.sql(
    `insert into secret (id, tenant_id, area, owner_id, state, created_at, version) values ($1, $2, 'tenants', $3, 'live', now(), 1)`,
    [secret, tenantUuid, uuid],
  );
  await database.sql(
    `insert into connection (id, tenant_id, app_id, method_key, auth_kind, name, state, is_default, config, secret_fields, granted_scopes, owner_id,
       secret_id, credential_set_at, rotation_source, created_at, revoked_at, version)
     values ($1, $2, $3, 'key', $4, $5, $6, false, '{}', '{}', '{}', $7, $8, now() - $9::interval, '', now(), case when $6 = 'revoked' then now() end, 1)`,
    [
      uuid,
      tenantUuid,
      wanted.appId ?? 'stripe',
      wanted.authKind ?? 'api_key',
      wanted.name,
      state,
      owner,
      state === 'revoked' ? null : secret,
      wanted.set,
    ],
  );
  return { id: formatId('connection', uuid), uuid };
}

/** Puts a published copy straight into the database. */
export async function seedCopy(
  database: TestDatabase,
  source: TenantWorld,
  wanted: { name: string; set: string; appId?: string },
): Promise<SeededConnection> {
  const uuid = randomUUID();
  await database.sql(
    `insert into global_connection (id, app_id, method_key, auth_kind, name, state, published_version, config, secret_fields, scopes, secret_id,
       source_tenant_id, source_connection_id, publication_request_id, published_at, published_by, credential_set_at, rotation_source, version)
     values ($1, $2, 'key', 'api_key', $3, 'published', 1, '{}', '{}', '{}', $4, $5, $6, $7, now(), $8, now() - $9::interval, '', 1)`,
    [
      uuid,
      wanted.appId ?? 'stripe',
      wanted.name,
      randomUUID(),
      parseId('tenant', source.id),
      randomUUID(),
      randomUUID(),
      randomUUID(),
      wanted.set,
    ],
  );
  return { id: formatId('globalConnection', uuid), uuid };
}

/** Moves a credential in time, as if it had been set this long ago. */
export async function setAgo(database: TestDatabase, connection: SeededConnection, set: string): Promise<void> {
  const table = connection.id.startsWith('glob_') ? 'global_connection' : 'connection';
  await database.sql(`update ${table} set credential_set_at = now() - $2::interval where id = $1`, [
    connection.uuid,
    set,
  ]);
}
