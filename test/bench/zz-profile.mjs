import { mkdirSync, rmSync } from 'node:fs';
import { openStage } from './stage.mjs';
import { startApi, endProcesses, cpuSeconds, residentMb } from './processes.mjs';
import { makeTenant, makeConnections } from './world.mjs';
import { benchApprove } from './approve.mjs';
import autocannon from 'autocannon';
import { formatId } from '@drawbridge/catalog';
const what = process.argv[2];
const dir = `/tmp/prof-${what}`; rmSync(dir,{recursive:true,force:true}); mkdirSync(dir);
const stage = await openStage();
const db = await stage.database('p');
const prof = process.argv[3] === 'noprof' ? [] : ['--cpu-prof', `--cpu-prof-dir=${dir}`, '--cpu-prof-interval', '500'];
const api = await startApi(stage, db, prof);
try {
  const tenant = await makeTenant(db, 'P');
  const conns = await makeConnections(db, stage.vault, { tenant, count: what==='list'?60:1, label: 'X' });
  if (what === 'approve') {
    const run = await benchApprove({ stage, database: db, api, size: { approve: { rounds: 1, perAdmin: 25, warmUp: 3 } } });
    const b = cpuSeconds(api.pid);
    const r = await run(); console.log(r.notes, 'cpu/approve ms', (cpuSeconds(api.pid)-b)*1000/(28*8));
  } else {
    const req = what==='resolve' ? { url: `${api.url}/api/v1/credentials/resolve`, method:'POST', headers: tenant.headers, body: JSON.stringify({connectionId: formatId('connection', conns[0].id), workflow:'B'}) } : { url: `${api.url}/api/v1/connections`, headers: tenant.admin.headers };
    await autocannon({ ...req, duration: 3, connections: 8 });
    const b = cpuSeconds(api.pid); 
    const res = await autocannon({ ...req, duration: 10, connections: 8 });
    console.log(what, res['2xx']/10, res.latency.p50, res.latency.p99, 'cpu ms', (cpuSeconds(api.pid)-b)*1000/res['2xx'], 'rss', residentMb(api.pid));
  }
} finally { await endProcesses(); await stage.stop(); }
