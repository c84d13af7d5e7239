// npm run bench [-- --quick] [-- --only resolve,list,approve]: what the product costs beside bare code doing the same
// work, in one run on throw-away servers. A goal that is missed is reported; only a run that breaks exits with 1.
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { benchApprove } from './approve.mjs';
import { benchList } from './list.mjs';
import { endProcesses, residentMb, startApi, watchMemory } from './processes.mjs';
import { table, writeResults } from './report.mjs';
import { benchResolve } from './resolve.mjs';
import { openStage } from './stage.mjs';
import { judged } from './statistics.mjs';

const benches = { resolve: benchResolve, list: benchList, approve: benchApprove };
// Planned for 4 minutes and 1; a machine that is busy with other things gets half as much again.
const sizes = {
  full: {
    resolve: { rounds: 5, seconds: 4, warmUp: 3, connections: 16 },
    list: { rounds: 3, seconds: 3, warmUp: 3, connections: 8, small: 10_000, large: 1_000_000, pagesTimed: 60 },
    approve: { rounds: 3, perAdmin: 20, warmUp: 3 },
    restMs: 5_000,
    withinMs: 360_000,
  },
  quick: {
    resolve: { rounds: 3, seconds: 1, warmUp: 1.5, connections: 16 },
    list: { rounds: 3, seconds: 1, warmUp: 1, connections: 8, small: 10_000, large: 100_000, pagesTimed: 15 },
    approve: { rounds: 3, perAdmin: 6, warmUp: 1 },
    restMs: 1_000,
    withinMs: 90_000,
  },
};

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const size = options.quick ? sizes.quick : sizes.full;
const chosen = options.only?.split(',') ?? Object.keys(benches);
const startedAt = new Date();
const [loadBefore] = loadavg();
let stage;
let phase = 'reading its options';
let isFailing = false;

const overtime = setTimeout(() => void fail(`took longer than ${size.withinMs / 1000} s`), size.withinMs);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void fail('was interrupted'));

try {
  const unknown = chosen.find((name) => !(name in benches));
  if (unknown !== undefined) throw new Error(`there is no ${unknown} to be measured`);
  await run();
  clearTimeout(overtime);
  await close();
} catch (error) {
  await fail(error instanceof Error ? error.message : String(error));
}

async function run() {
  say('starting PostgreSQL, Vault and the API');
  stage = await openStage();
  const database = await stage.database('small');
  const api = await startApi(stage, database);
  say('preparing');
  const rest = pause(size.restMs).then(() => residentMb(api.pid));
  const measures = Object.fromEntries(
    await Promise.all(chosen.map(async (name) => [name, await benches[name]({ stage, database, api, size })])),
  );
  const atRest = await rest;
  await stage.admin.query('checkpoint');
  const memory = watchMemory(api.pid);
  const found = {};
  for (const name of chosen) {
    say(`measuring ${name}`);
    found[name] = await measures[name]();
  }
  memory.stop();
  if (api.hasEnded() || api.output() !== '') throw new Error(`the API had errors:\n${api.output()}`);
  const goals = [
    ...chosen.flatMap((name) => found[name].goals),
    judged('memory of the API at rest', atRest, 'at most', 250, ' MB'),
    judged('memory of the API under load', memory.peak, 'at most', 400, ' MB'),
  ];
  const seconds = elapsed();
  const file = writeResults(stage.repository, {
    startedAt: startedAt.toISOString(),
    seconds,
    quick: options.quick,
    loadBefore,
    goals,
    memoryMb: { atRest, underLoad: memory.peak },
    ...found,
  });
  const notes = chosen.flatMap((name) => found[name].notes);
  if (loadBefore > cpus().length / 2)
    notes.push(`The machine was busy before the run (load ${loadBefore.toFixed(1)}): ratios count, times do not.`);
  console.log(`\n${table(goals)}\n\n${notes.join('\n')}\n\n${file}, ${seconds} s`);
}

function elapsed() {
  return Math.round((Date.now() - startedAt.getTime()) / 1000);
}

function say(what) {
  phase = what;
  console.log(`${what} ... (${elapsed()} s)`);
}

async function close() {
  await endProcesses();
  await stage?.stop();
}

async function fail(why) {
  if (isFailing) return;
  isFailing = true;
  console.error(`The bench broke while ${phase}: ${why}`);
  setTimeout(() => process.exit(1), 10_000).unref();
  await close().catch(() => {});
  process.exit(1);
}
