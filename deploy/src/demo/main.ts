import { randomBytes } from 'node:crypto';
import { StartError } from '../start-error.ts';
import { ApiClient } from './api-client.ts';
import { Difference } from './expect.ts';
import { readInstanceFacts, requireRunning, type InstanceFacts } from './instance-facts.ts';
import { OrdersDatabase } from './orders-database.ts';
import type { Cast, Stage } from './stage.ts';
import { audit } from './steps/audit.ts';
import { connect } from './steps/connect.ts';
import { authorize } from './steps/authorize.ts';
import { publish } from './steps/publish.ts';
import { remind } from './steps/remind.ts';
import { revoke } from './steps/revoke.ts';
import { rotate } from './steps/rotate.ts';
import { signIn } from './steps/sign-in.ts';
import { use } from './steps/use.ts';

/** `npm run demo`: plays the main job against a running instance, as each role in turn, through the public API only. */

const parts = {
  'Sign in': signIn,
  Connect: connect,
  Publish: publish,
  Use: use,
  Remind: remind,
  Rotate: rotate,
  Audit: audit,
  Revoke: revoke,
  OAuth: authorize,
};

const startedAt = Date.now();
const undos: (() => Promise<unknown>)[] = [];
let passed = 0;
let current = '';
let isInterrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (isInterrupted = true));

try {
  const facts = readInstanceFacts(process.env);
  await requireRunning(facts.url);
  const run = randomBytes(3).toString('hex');
  const orders = await openOrders(facts, `acme_orders_${run}`);
  undos.push(() => orders.close());
  const stage: Stage = { facts, cast: castOf(facts), orders, run, connectionId: '', copyId: '', step, undo };
  console.log(`Drawbridge at ${facts.url}, run ${run}`);
  for (const [title, play] of Object.entries(parts)) {
    console.log(`\n${title}`);
    await play(stage);
  }
  await undoAll();
  console.log(`\nThe main job works: ${passed} steps in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
} catch (error) {
  if (current) console.error(`  ✗ ${current}`);
  console.error(current ? `    ${explained(error)}` : explained(error));
  await undoAll();
  process.exitCode = 1;
}

async function step(actor: ApiClient, does: string, work: () => Promise<string>): Promise<void> {
  if (isInterrupted) throw new StartError('Interrupted; what the demo made is taken back.');
  current = `${actor.name.padEnd(18)} ${does}`;
  const outcome = await work();
  console.log(`  ✓ ${current} → ${outcome}`);
  current = '';
  passed += 1;
}

function undo(work: () => Promise<unknown>): void {
  undos.push(work);
}

/** What the steps ended themselves answers with a refusal here, which is fine. */
async function undoAll(): Promise<void> {
  for (let work = undos.pop(); work; work = undos.pop()) await work().catch(() => undefined);
}

function castOf({ url, apiKeys }: InstanceFacts): Cast {
  const workflow = (tenant: string) => {
    const found = apiKeys.find((one) => one.tenant.startsWith(tenant));
    if (!found) throw new StartError(`demo.json has no API key of ${tenant}: start with a fresh data folder.`);
    return new ApiClient(url, `${tenant}'s workflow`, found.key);
  };
  const person = (name: string) => new ApiClient(url, name);
  return {
    ada: person('Ada'),
    mia: person('Mia'),
    gus: person('Gus'),
    sam: person('Sam'),
    olga: person('Olga'),
    cora: person('Cora'),
    acmeWorkflow: workflow('Acme'),
    globexWorkflow: workflow('Globex'),
    initechWorkflow: workflow('Initech'),
  };
}

async function openOrders({ databaseAdminUrl }: InstanceFacts, account: string): Promise<OrdersDatabase> {
  try {
    return await OrdersDatabase.open(databaseAdminUrl, account);
  } catch (error) {
    throw new StartError(`The example database of the demo cannot be reached: ${explained(error)}`);
  }
}

function explained(error: unknown): string {
  if (error instanceof Difference || error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `expected an answer, got ${error.name}: ${error.message}${cause}`;
}
