// People, keys and secrets, put straight into the database and into Vault.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { formatId } from '@drawbridge/catalog';
import { Agent, request } from 'undici';

const sha256 = (text) => createHash('sha256').update(text).digest();
const agent = new Agent({ connections: 8 });

/** A tenant with an admin who is signed in, and a workflow key. */
export async function makeTenant(database, name) {
  const id = randomUUID();
  await database.sql('insert into tenant (id, name, slug, created_at, version) values ($1, $2, $3, now(), 1)', [
    id,
    name,
    name.toLowerCase(),
  ]);
  const admin = await makePerson(database, `${name} admin`, 'tenant_admin', id);
  const [key, secret] = [randomUUID(), randomBytes(32).toString('base64url')];
  await database.sql(
    `insert into api_key (id, tenant_id, name, hint, secret_hash, created_by, created_at)
     values ($1, $2, 'workflows', 'dbk_', $3, $4, now())`,
    [key, id, sha256(secret), admin.id],
  );
  const bearer = `dbk_${formatId('apiKey', key).slice('key_'.length)}_${secret}`;
  return { id, admin, headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' } };
}

/** Somebody who is signed in. The session is as real as after signing in. */
export async function makePerson(database, name, role, tenant = null) {
  const [id, membership, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')];
  await database.sql(
    `insert into app_user (id, email, name, password_hash, created_at, version) values ($1, $2, $3, 'none', now(), 1)`,
    [id, `${name.toLowerCase().replaceAll(' ', '.')}@example.com`, name],
  );
  await database.sql(
    'insert into membership (id, tenant_id, user_id, role, created_at) values ($1, $2, $3, $4, now())',
    [membership, tenant, id, role],
  );
  await database.sql(
    `insert into session (id, token_hash, user_id, membership_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, now(), now(), now() + interval '1 hour')`,
    [randomUUID(), sha256(token), id, membership],
  );
  const headers = {
    cookie: `drawbridge=${token}`,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
  };
  return { id, name, headers };
}

/** Logs in at Vault as one of our roles. */
export async function vaultToken(vault, role) {
  const { roleId, secretId } = vault[role];
  const reply = await callVault(vault, 'POST', 'auth/approle/login', undefined, {
    role_id: roleId,
    secret_id: secretId,
  });
  return reply.auth.client_token;
}

/** Where a secret lies, below the address of Vault. */
export const secretUrl = (vault, area, owner, secret) => `${vault.kvMount}/data/drawbridge/${area}/${owner}/${secret}`;

export async function callVault(vault, method, path, token, body) {
  const reply = await request(`${vault.address}/v1/${path}`, {
    method,
    dispatcher: agent,
    headers: { ...(token && { 'x-vault-token': token }), 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await reply.body.text();
  if (reply.statusCode >= 300) throw new Error(`Vault answered ${reply.statusCode} to ${method} ${path}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Makes connections of a tenant that have their secret in Vault. Returns their ids and the ids of the secrets. */
export async function makeConnections(database, vault, { tenant, count, label }) {
  const rows = await database.sql(
    `with made as (
       select uuidv7() as id, uuidv7() as secret, n from generate_series(1, $4::int) n),
     secrets as (
       insert into secret (id, tenant_id, area, owner_id, state, created_at, version)
       select secret, $1, 'tenants', $1, 'live', now(), 1 from made)
     insert into connection (id, tenant_id, app_id, method_key, auth_kind, name, state, is_default, external_account_id,
       external_account_label, config, secret_fields, granted_scopes, owner_id, secret_id, credential_set_at,
       rotation_source, created_at, version)
     select id, $1, 'postgresql', 'login', 'custom', $3 || ' ' || n, 'active', false, $3 || ' account ' || n, 'orders@db',
       ${config}, array['password'], array[]::text[], $2, secret, now(), '', now(), 1 from made
     returning id, secret_id as "secretId"`,
    [tenant.id, tenant.admin.id, label, count],
  );
  const token = await vaultToken(vault, 'writer');
  const fields = { password: 'a-password-of-an-ordinary-length' };
  for (let at = 0; at < rows.length; at += 8)
    await Promise.all(
      rows.slice(at, at + 8).map(({ secretId }) =>
        callVault(vault, 'POST', secretUrl(vault, 'tenants', tenant.id, secretId), token, {
          data: { fields },
          options: { cas: 0 },
        }),
      ),
    );
  return rows;
}

/** The config of every connection here, as SQL. */
export const config = `'{"host": "db.example.com", "port": "5432", "database": "orders", "username": "reader", "sslmode": "require"}'::jsonb`;
