// The two transactions and the copy in Vault that an approval is made of, as plain SQL and plain HTTP.
import { randomUUID } from 'node:crypto';
import { callVault, secretUrl } from '../world.mjs';

/** Approves one request; `tools` holds the pool and the token of the publisher. */
export async function approveBare({ pool, vault, token }, request, approver) {
  const [copy, secret] = [randomUUID(), randomUUID()];
  await transaction(pool, async (client) => {
    await client.query('select * from publication_request where id = $1 for update', [request.id]);
    await client.query(
      `update publication_request set state = 'approving', global_connection_id = $2, copy_secret_id = $3,
         copy_source_secret_id = $4, copy_started_at = now(), decided_by = $5, decided_at = now(), version = version + 1
       where id = $1`,
      [request.id, copy, secret, request.secretId, approver],
    );
    await client.query(
      `insert into secret (id, area, owner_id, state, created_at, version) values ($1, 'global', $2, 'intended', now(), 1)`,
      [secret, copy],
    );
    await audit(client, request.tenantId, 'publication_request.approval_started', request.id);
  });
  const source = await callVault(vault, 'GET', secretUrl(vault, 'tenants', request.tenantId, request.secretId), token);
  await callVault(vault, 'POST', secretUrl(vault, 'global', copy, secret), token, {
    data: source.data.data,
    options: { cas: 0 },
  });
  await transaction(pool, async (client) => {
    await client.query('select * from publication_request where id = $1 for update', [request.id]);
    await client.query(
      `insert into global_connection (id, app_id, method_key, auth_kind, name, state, published_version, external_account_id,
         external_account_label, config, secret_fields, scopes, secret_id, source_tenant_id, source_connection_id,
         publication_request_id, published_at, published_by, credential_set_at, rotation_source, version)
       select $2, app_id, method_key, auth_kind, name, 'published', 1, external_account_id, external_account_label, config,
         secret_fields, granted_scopes, $3, tenant_id, id, $4, now(), $5, credential_set_at, '', 1 from connection where id = $1`,
      [request.connectionId, copy, secret, request.id, approver],
    );
    await client.query(
      `insert into global_connection_version (global_connection_id, published_version, name, publication_request_id, snapshot,
         snapshot_digest, published_at, published_by)
       select $2, 1, snapshot->>'name', id, snapshot, snapshot_digest, now(), $3 from publication_request where id = $1`,
      [request.id, copy, approver],
    );
    await client.query(`update secret set state = 'live', version = version + 1 where id = $1`, [secret]);
    await client.query(`update publication_request set state = 'approved', version = version + 1 where id = $1`, [
      request.id,
    ]);
    await audit(client, request.tenantId, 'publication_request.approved', request.id);
    await audit(client, null, 'global_connection.published', copy);
    await client.query(
      `insert into notification (id, tenant_id, user_id, kind, title, body, link, dedupe, created_at)
       select $2, tenant_id, requested_by, 'publication_decided', 'Published', '', '/', $1::text, now()
       from publication_request where id = $1::uuid`,
      [request.id, randomUUID()],
    );
  });
}

async function transaction(pool, work) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

const audit = (client, tenant, action, target) =>
  client.query(
    `insert into audit_event (id, tenant_id, seq, at, action, outcome, actor_kind, actor_name, target_id, changes, count, hash)
     values ($1, $2, 0, now(), $3, 'success', 'user', 'Bare', $4, '{}', 1, '')`,
    [randomUUID(), tenant, action, target],
  );
