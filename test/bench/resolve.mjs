// (a) How much of a bare handler's rate is left when a workflow resolves a credential.
import { formatId } from '@drawbridge/catalog';
import { measureInterleaved, middle, ratios } from './load.mjs';
import { startBare } from './processes.mjs';
import { judged } from './statistics.mjs';
import { makeConnections, makeTenant, vaultToken } from './world.mjs';

/** Prepares it; returns what measures it. */
export async function benchResolve({ stage, database, api, size }) {
  const { vault } = stage;
  const tenant = await makeTenant(database, 'Resolving');
  const [connection] = await makeConnections(database, vault, { tenant, count: 1, label: 'Resolved' });
  const bare = await startBare({
    databaseUrl: database.superuserUrl,
    vaultAddress: vault.address,
    vaultToken: await vaultToken(vault, 'resolver'),
    kvMount: vault.kvMount,
  });
  const post = (url, headers, body) => ({ url, method: 'POST', headers, body: JSON.stringify(body) });
  const ours = post(`${api.url}/api/v1/credentials/resolve`, tenant.headers, {
    connectionId: formatId('connection', connection.id),
    workflow: 'Bench',
  });
  const theirs = post(`${bare.url}/resolve`, { 'content-type': 'application/json' }, { id: connection.id });
  const sides = [
    { name: 'drawbridge', pid: api.pid, request: ours },
    { name: 'bare', pid: bare.pid, request: theirs },
  ];
  return async () => {
    await sameFields(ours, theirs);
    const results = await measureInterleaved(sides, size.resolve);
    const ratio = ratios(results, 'drawbridge', 'bare');
    const [ourP99, bareP99] = [middle(results, 'drawbridge', 'p99'), middle(results, 'bare', 'p99')];
    return {
      rounds: results,
      ratio,
      goals: [judged('resolve, of a bare handler', ratio.median, 'at least', 0.5)],
      notes: [
        `resolve: ${perSecond(results, 'drawbridge')}, p99 ${ourP99} ms; bare: ${perSecond(results, 'bare')}, p99 ${bareP99} ms`,
        ...cpuNote(results),
      ],
    };
  };
}

const perSecond = (results, name) => `${Math.round(middle(results, name))}/s`;

function cpuNote(results) {
  const [ours, bare] = ['drawbridge', 'bare'].map((name) => middle(results, name, 'cpuMs'));
  return Number.isFinite(ours + bare)
    ? [`resolve: processor time of the server per request ${ours.toFixed(2)} ms; bare: ${bare.toFixed(2)} ms`]
    : [];
}

/** Both must do the same work before their rates mean anything. */
async function sameFields(...requests) {
  const [ours, theirs] = await Promise.all(
    requests.map(async ({ url, ...rest }) => {
      const reply = await fetch(url, rest);
      if (!reply.ok) throw new Error(`${url} answered ${reply.status}: ${await reply.text()}`);
      return JSON.stringify(Object.entries((await reply.json()).fields).sort());
    }),
  );
  if (ours !== theirs) throw new Error('the API and the bare handler resolve different fields');
}
