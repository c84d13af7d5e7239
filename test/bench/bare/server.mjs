// What the same answers cost without a product around them: Fastify, one prepared statement, one raw read from Vault.
import Fastify from 'fastify';
import pg from 'pg';
import { Pool } from 'undici';

const facts = JSON.parse(process.env.BARE_FACTS);
const database = new pg.Pool({ connectionString: facts.databaseUrl, max: 8 });
const vault = new Pool(facts.vaultAddress, { connections: 16 });
const fastify = Fastify({ logger: false });

fastify.post('/resolve', async (request) => {
  const { rows } = await database.query({
    name: 'resolve',
    text: `select id, tenant_id, app_id, method_key, auth_kind, name, state, config, external_account_id,
        external_account_label, secret_id from connection where id = $1`,
    values: [request.body.id],
  });
  const [row] = rows;
  const reply = await vault.request({
    method: 'GET',
    path: `/v1/${facts.kvMount}/data/drawbridge/tenants/${row.tenant_id}/${row.secret_id}`,
    headers: { 'x-vault-token': facts.vaultToken },
  });
  const { data } = await reply.body.json();
  return {
    source: 'named',
    connectionId: row.id,
    appId: row.app_id,
    authMethod: row.method_key,
    authKind: row.auth_kind,
    name: row.name,
    externalAccount: { id: row.external_account_id, label: row.external_account_label },
    fields: { ...row.config, ...data.data.fields },
    expiresAt: null,
  };
});

fastify.get('/list', async () => {
  const { rows } = await database.query({
    name: 'list',
    text: 'select * from connection where tenant_id = $1 order by id desc limit 26',
    values: [facts.tenantId],
  });
  return { items: rows.slice(0, 25), nextCursor: rows[24].id };
});

await fastify.listen({ port: facts.port, host: '127.0.0.1' });
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
process.send({ type: 'ready' });
