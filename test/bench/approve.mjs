// (c) How long an approval takes with eight administrators at work at a time.
import pg from 'pg';
import { formatId } from '@drawbridge/catalog';
import { approveBare } from './bare/approve.mjs';
import { percentile, judged, spread } from './statistics.mjs';
import { config, makeConnections, makePerson, makeTenant, vaultToken } from './world.mjs';

const admins = 8;

/** Prepares it; returns what measures it. */
export async function benchApprove({ stage, database, api, size }) {
  const { vault } = stage;
  const people = [];
  for (let at = 1; at <= admins; at++) people.push(await makePerson(database, `Approver ${at}`, 'system_admin'));
  const { rounds, perAdmin, warmUp } = size.approve;
  const perTenant = (perAdmin * rounds + warmUp) * 2;
  const queues = [];
  for (let at = 1; at <= admins; at++) queues.push(await pendingRequests(database, vault, `Asking ${at}`, perTenant));
  const pool = new pg.Pool({ connectionString: database.superuserUrl, max: admins });
  const tools = { pool, vault, token: await vaultToken(vault, 'publisher') };
  const sides = {
    drawbridge: (request, person) => approve(api, request, person),
    bare: (request, person) => approveBare(tools, request, person.id),
  };
  // Each administrator has requests of every tenant, as they lie in the queue.
  const take = (count) =>
    people.map((_, admin) => Array.from({ length: count }, (_, n) => queues[(admin + n) % admins].pop()));
  return async () => {
    for (const work of Object.values(sides)) await inParallel(work, people, take(warmUp));
    const results = { drawbridge: [], bare: [] };
    for (let round = 0; round < rounds; round++) {
      const order = round % 2 === 0 ? Object.keys(sides) : Object.keys(sides).reverse();
      for (const name of order) results[name].push(await inParallel(sides[name], people, take(perAdmin)));
    }
    await pool.end();
    return report(results);
  };
}

function report(results) {
  const [ours, bare] = [results.drawbridge, results.bare].map((list) => list.flatMap((round) => round.latencies));
  const ratio = spread(results.drawbridge.map((round, at) => round.perSecond / results.bare[at].perSecond));
  const p99 = percentile(ours, 0.99);
  const rate = (name) => `${spread(results[name].map((round) => round.perSecond)).median.toFixed(0)}/s`;
  const times = (list) => `p50 ${percentile(list, 0.5).toFixed(0)} ms, p99 ${percentile(list, 0.99).toFixed(0)} ms`;
  return {
    approvals: ours.length,
    p50: percentile(ours, 0.5),
    p99,
    bare: { p50: percentile(bare, 0.5), p99: percentile(bare, 0.99) },
    ratio,
    rounds: Object.fromEntries(Object.entries(results).map(([name, list]) => [name, list.map(figures)])),
    goals: [judged('approve, p99 with 8 admins', p99, 'at most', 100, ' ms')],
    notes: [
      `approve: ${times(ours)}, ${rate('drawbridge')}; bare: ${times(bare)}, ${rate('bare')} (ratio ${ratio.median.toFixed(2)})`,
    ],
  };
}

const figures = ({ latencies, perSecond }) => ({
  perSecond,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
});

/** Each person works through their own list; all at the same time. */
async function inParallel(work, people, lists) {
  const latencies = [];
  const startedAt = performance.now();
  await Promise.all(
    people.map(async (person, at) => {
      for (const request of lists[at]) {
        const begun = performance.now();
        await work(request, person);
        latencies.push(performance.now() - begun);
      }
    }),
  );
  return { latencies, perSecond: (latencies.length * 1000) / (performance.now() - startedAt) };
}

async function approve(api, request, person) {
  const reply = await fetch(
    `${api.url}/api/v1/publication-requests/${formatId('publicationRequest', request.id)}/approve`,
    {
      method: 'POST',
      headers: person.headers,
      body: JSON.stringify({ reason: 'Measured.' }),
    },
  );
  const body = await reply.json();
  if (body.state !== 'approved') throw new Error(`an approval answered ${reply.status} ${body.code ?? body.state}`);
}

/** A tenant with requests that wait for a decision, each for a connection with its secret in Vault. */
async function pendingRequests(database, vault, name, count) {
  const tenant = await makeTenant(database, name.replace(' ', '-'));
  const connections = await makeConnections(database, vault, { tenant, count, label: name });
  const rows = await database.sql(
    `insert into publication_request (id, tenant_id, connection_id, state, app_id, justification, snapshot, snapshot_digest,
       requested_by, requested_at, expires_at, version)
     select uuidv7(), c.tenant_id, c.id, 'pending', c.app_id, 'Everybody needs it.', jsonb_build_object(
         'appId', c.app_id, 'appName', 'PostgreSQL', 'authMethod', c.method_key, 'authKind', c.auth_kind, 'name', c.name,
         'externalAccount', jsonb_build_object('id', c.external_account_id, 'label', c.external_account_label),
         'config', ${config}, 'secretFields', jsonb_build_array('password'), 'scopes', '[]'::jsonb, 'health', null,
         'credentialSetAt', to_char(c.credential_set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'useCount', 0,
         'owner', jsonb_build_object('id', $2::text, 'name', $3::text)),
       repeat('0', 64), c.owner_id, now(), now() + interval '30 days', 1
     from connection c where c.id = any ($1) returning id, connection_id as "connectionId"`,
    [connections.map((one) => one.id), formatId('user', tenant.admin.id), tenant.admin.name],
  );
  const secrets = new Map(connections.map((one) => [one.id, one.secretId]));
  return rows.map((row) => ({ ...row, tenantId: tenant.id, secretId: secrets.get(row.connectionId) }));
}
