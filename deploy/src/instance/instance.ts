import { existsSync } from 'node:fs';
import path from 'node:path';
import { openMailInbox, type MailInbox } from '../demo-mail.ts';
import { openSandbox, type Sandbox } from '../sandbox-provider.ts';
import { endEarlierServer } from '../postgres/server.ts';
import { portRefusal } from '../processes/ports.ts';
import { runScript } from '../processes/run-script.ts';
import { Supervised, type Service } from '../processes/supervised.ts';
import { StartError } from '../start-error.ts';
import { apiEnvironment } from './api-environment.ts';
import { launchApi } from './api.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { startDatabase } from './database.ts';
import { readDemo } from './demo.ts';
import type { Parts } from './parts.ts';
import { RunningRecord } from './running.ts';
import { keptPorts, keptSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { startVault } from './vault.ts';

/** The API first, so that it still has what it needs to end well. */
const stopOrder = ['API', 'Vault', 'PostgreSQL'];

/** One running Drawbridge: database, Vault, API and, in the demo, an inbox for its mails. */
export class Instance {
  private readonly services = new Map<string, Supervised>();
  private folder: DataFolder | undefined;
  private record: RunningRecord | undefined;
  private inbox: MailInbox | undefined;
  private sandbox: Sandbox | undefined;
  private stopping = false;

  constructor(
    private readonly settings: Settings,
    private readonly say: (line: string) => void,
  ) {}

  /** Starts every part; throws a StartError with one sentence when one cannot be started. */
  async start(): Promise<DataFolder> {
    const { settings } = this;
    const folder = openDataFolder(settings.dataFolder);
    this.folder = folder;
    this.record = await RunningRecord.take(folder.running, settings.publicUrl);
    if (settings.embedsDatabase) await endEarlierServer(folder.root);
    await refuseTakenPort(settings);
    const parts: Parts = {
      settings,
      folder,
      secrets: keptSecrets(folder.secrets),
      ports: await keptPorts(folder.ports),
      say: this.say,
      keepRunning: (service) => this.keepRunning(service),
    };
    const isDemo = settings.mode === 'demo';
    if (isDemo) this.inbox = await openMailInbox(folder.mail, parts.ports.mail, parts.secrets.mail);
    if (isDemo) this.sandbox = await openSandbox(sandboxOptions(parts));
    const [database, vault] = await allSettled(this.startMigrated(parts), startVault(parts));
    const env = apiEnvironment({
      parts,
      database,
      vault,
      ...(this.inbox ? { mailUrl: this.inbox.url } : {}),
      ...(this.sandbox ? { sandboxUrl: this.sandbox.url } : {}),
    });
    const logFile = path.join(folder.logs, 'api.log');
    await this.keepRunning({
      name: 'API',
      launch: () => launchApi(settings.backend, env, logFile),
      stopSignal: 'SIGTERM',
      stopWithinMs: 4_000,
    });
    const needsPeople = isDemo ? !readDemo(folder.demo, settings.publicUrl) : Boolean(settings.env.FIRST_ADMIN_EMAIL);
    if (needsPeople) await this.seed(env);
    return folder;
  }

  /** Stops every part in order, and gives the data folder free. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.record?.setStopping();
    for (const name of stopOrder) await this.services.get(name)?.stop();
    await this.inbox?.close();
    await this.sandbox?.close();
    this.record?.release();
  }

  private async startMigrated(parts: Parts): ReturnType<typeof startDatabase> {
    const database = await startDatabase(parts);
    const env = { ...this.settings.env, DATABASE_OWNER_URL: database.owner, DATABASE_WORKER_URL: database.worker };
    await this.script('migrate.js', env, 'The database could not be migrated');
    return database;
  }

  private async seed(env: NodeJS.ProcessEnv): Promise<void> {
    await this.script('seed.js', env, 'The first data could not be made');
  }

  private async script(name: string, env: NodeJS.ProcessEnv, failure: string): Promise<void> {
    const file = path.join(this.settings.backend, name);
    if (!existsSync(file)) throw new StartError(`${failure}: ${file} is missing; run npm run build.`);
    await runScript(file, env).catch((error: unknown) => {
      throw new StartError(`${failure}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  private async keepRunning(service: Service): Promise<void> {
    if (this.stopping) throw new StartError('The start was interrupted.');
    const supervised = new Supervised(service, this.say, () => this.noteChildren());
    this.services.set(service.name, supervised);
    await supervised.start();
  }

  private noteChildren(): void {
    // PostgreSQL is recognised by its own postmaster.pid.
    const children = ['API', 'Vault']
      .map((name) => this.services.get(name)?.identity)
      .filter((one) => one !== undefined);
    this.record?.setChildren(children);
  }
}

/** The client's id is the same in every demo, and registered by the seed. */
const sandboxOptions = ({ settings, folder, secrets, ports }: Parts) => ({
  port: ports.sandbox,
  clientId: 'drawbridge-demo',
  clientSecret: secrets.sandbox,
  redirectUri: `${settings.publicUrl.replace(/\/+$/, '')}/api/v1/oauth/callback`,
  file: folder.sandbox,
});

/** Waits for both also when one fails, so that nothing goes on starting while the rest is being stopped. */
async function allSettled<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return [await a, await b];
}

async function refuseTakenPort({ host, port }: Settings): Promise<void> {
  const refusal = await portRefusal(port, host);
  // "localhost" in a browser tries ::1 first: another program there would answer in our place.
  const other = host === '127.0.0.1' ? await portRefusal(port, '::1') : undefined;
  if (refusal === 'EADDRINUSE' || other === 'EADDRINUSE')
    throw new StartError(
      `Port ${port} is in use by another program; set PORT to a free one, for example PORT=${port === 65_535 ? 3001 : port + 1} npm start.`,
    );
  if (refusal === 'EACCES')
    throw new StartError(`This user may not listen on port ${port}; set PORT to a number above 1023.`);
  if (refusal !== undefined)
    throw new StartError(`Nothing can listen on ${host} (${refusal}); set HOST to an address of this machine.`);
}
