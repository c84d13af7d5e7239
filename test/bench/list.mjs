// (b) Whether a tenant's list page stays as fast when the table grows a hundredfold.
import { measureInterleaved, middle, ratios } from './load.mjs';
import { startApi, startBare } from './processes.mjs';
import { statementTimes } from './statement-times.mjs';
import { judged, spread } from './statistics.mjs';
import { config, makeTenant } from './world.mjs';

const ofTenant = 500;

/** Prepares it; returns what measures it. */
export async function benchList({ stage, database: small, api, size }) {
  const large = await stage.database('large');
  const tenants = { small: await fill(small, size.list.small), large: await fill(large, size.list.large) };
  const apiOnLarge = await startApi(stage, large);
  const bare = await startBare({
    databaseUrl: large.superuserUrl,
    tenantId: tenants.large.id,
    vaultAddress: stage.vault.address,
  });
  const page = (server, tenant) => ({ url: `${server.url}/api/v1/connections`, headers: tenant.admin.headers });
  const pages = { small: page(api, tenants.small), large: page(apiOnLarge, tenants.large) };
  const sides = [
    { name: 'small', pid: api.pid, request: pages.small },
    { name: 'large', pid: apiOnLarge.pid, request: pages.large },
    { name: 'bare', pid: bare.pid, request: { url: `${bare.url}/list` } },
  ];
  return async () => {
    const results = await measureInterleaved(sides, size.list);
    const databaseMs = await databaseTimes(stage, { small, large }, pages, size.list);
    return report(results, databaseMs, size.list);
  };
}

function report(results, databaseMs, { small, large }) {
  const databaseRatio = spread(databaseMs.map((round) => round.large / round.small));
  const wholeRequestRatio = ratios(results, 'small', 'large');
  const ofBare = ratios(results, 'large', 'bare');
  const [few, many] = [thousands(small), thousands(large)];
  const ms = (name) => spread(databaseMs.map((round) => round[name])).median.toFixed(3);
  const perSecond = (name) => `${Math.round(middle(results, name))}/s`;
  return {
    rows: { small, large, ofTenant },
    rounds: results,
    databaseMs,
    databaseRatio,
    wholeRequestRatio,
    ofBare,
    goals: [judged(`list, database time at ${many} against ${few} rows`, databaseRatio.median, 'at most', 1.15)],
    notes: [
      `list: database time a page ${ms('small')} ms at ${few}, ${ms('large')} ms at ${many}`,
      `list: ${perSecond('small')} at ${few}, ${perSecond('large')} at ${many} (${wholeRequestRatio.median.toFixed(2)} times as long)`,
      `list: ${ofBare.median.toFixed(2)} of a bare handler with the same SQL, ${perSecond('bare')}`,
    ],
  };
}

/** Rows of many tenants, mixed as they come to be in operation; one tenant is the one that is looked at. */
async function fill(database, rows) {
  const tenant = await makeTenant(database, 'Listing');
  const client = await database.pool.connect();
  try {
    // No triggers and no checks of foreign keys; the indexes are made anew, which takes less time than growing them.
    await client.query('set session_replication_role = replica');
    await client.query(`set maintenance_work_mem = '512MB'`);
    const { rows: indexes } = await client.query(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as text from pg_index i
       where i.indrelid = 'connection'::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    await client.query(
      `insert into connection (id, tenant_id, app_id, method_key, auth_kind, name, state, is_default, external_account_id,
         external_account_label, config, secret_fields, granted_scopes, owner_id, secret_id, credential_set_at,
         rotation_due_at, rotation_days, rotation_source, created_at, version)
       select uuidv7(), case when n % $3::int = 0 then $1::uuid else md5('tenant ' || n % $3)::uuid end, 'postgresql', 'login',
         'custom', 'Connection ' || n, 'active', false, 'account ' || n, 'orders@db', ${config}, array['password'],
         array[]::text[], $2, uuidv7(), now(), now() + interval '90 days', 90, 'Platform policy for this kind of credential',
         now(), 1
       from generate_series(1, $4::int) n`,
      [tenant.id, tenant.admin.id, Math.max(1, Math.round(rows / ofTenant)), rows],
    );
    for (const { text } of indexes) await client.query(text);
    await client.query('vacuum analyze connection');
  } finally {
    client.release(true);
  }
  return tenant;
}

/** What the database itself says about the time of the statements of one page, in rounds. */
async function databaseTimes(stage, databases, pages, { rounds, pagesTimed }) {
  const get = async ({ url, headers }) => {
    const reply = await fetch(url, { headers });
    const { items } = await reply.json();
    if (items?.length !== 25) throw new Error(`${url} answered ${reply.status} with ${items?.length} connections`);
  };
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const times = await statementTimes(stage, async () => {
      for (let count = 0; count < pagesTimed; count++)
        for (const name of count % 2 === 0 ? ['small', 'large'] : ['large', 'small']) await get(pages[name]);
    });
    const perPage = (name) => (times.get(databases[name].name) ?? 0) / pagesTimed;
    found.push({ small: perPage('small'), large: perPage('large') });
  }
  return found;
}

const thousands = (rows) => (rows >= 1_000_000 ? `${rows / 1_000_000}M` : `${rows / 1000}k`);
