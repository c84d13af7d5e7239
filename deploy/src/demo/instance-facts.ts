import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJsonFile } from '../files.ts';
import { StartError } from '../start-error.ts';

const repository = path.resolve(fileURLToPath(import.meta.url), '../../../..');

const demo = z.object({
  url: z.string(),
  users: z.array(z.object({ email: z.string(), password: z.string() })),
  apiKeys: z.array(z.object({ tenant: z.string(), key: z.string() })),
});
const secrets = z.object({ postgres: z.string(), sandbox: z.string() });
const ports = z.object({ postgres: z.number(), sandbox: z.number() });

/** Where the running instance is, who may sign in, and how its example database is reached. */
export interface InstanceFacts extends z.infer<typeof demo> {
  /** The example database, as its administrator. */
  databaseAdminUrl: string;
  /** Where the example mail server keeps what it receives. */
  mails: string;
  /** The OAuth provider of the demo, the secret of our client there, and where it keeps what it granted. */
  provider: { url: string; clientSecret: string; file: string };
}

/** Reads what the launcher left in the data folder. */
export function readInstanceFacts(env: NodeJS.ProcessEnv): InstanceFacts {
  const folder = path.resolve(repository, env.DRAWBRIDGE_DATA || '.drawbridge');
  const read = <T>(name: string, shape: z.ZodType<T>): T => {
    const found = attempt(() => readJsonFile(path.join(folder, name), shape));
    if (found) return found;
    throw new StartError(
      `There is no demo in ${folder} (${name} is missing or unreadable): run npm start first, or set DRAWBRIDGE_DATA to its data folder.`,
    );
  };
  const facts = read('demo.json', demo);
  const kept = read('secrets.json', secrets);
  const { postgres, sandbox } = read('ports.json', ports);
  const password = encodeURIComponent(kept.postgres);
  return {
    ...facts,
    url: (env.DRAWBRIDGE_URL || facts.url).replace(/\/+$/, ''),
    databaseAdminUrl: `postgres://postgres:${password}@127.0.0.1:${postgres}/acme_orders`,
    mails: path.join(folder, 'mail'),
    provider: {
      url: `http://127.0.0.1:${sandbox}`,
      clientSecret: kept.sandbox,
      file: path.join(folder, 'sandbox.json'),
    },
  };
}

/** Throws one sentence unless the instance answers and is ready. */
export async function requireRunning(url: string): Promise<void> {
  const health = `${url}/api/v1/health/ready`;
  const response = await fetch(health, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  if (!response)
    throw new StartError(`No Drawbridge answers at ${url}: run npm start first, or set DRAWBRIDGE_URL to its address.`);
  if (!response.ok) throw new StartError(`Drawbridge at ${url} is not ready: ${await response.text()}`);
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
