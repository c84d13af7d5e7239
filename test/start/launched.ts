import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const script = path.join(repository, 'deploy', 'dist', 'start.js');

/** A backend that does nothing but serve, so that these tests are about the launcher alone. */
const standIn = {
  'package.json': '{"type":"module"}',
  'migrate.js': 'process.exit(process.env.DATABASE_OWNER_URL && process.env.DATABASE_WORKER_URL ? 0 : 1);',
  'seed.js': `import { writeFileSync } from 'node:fs';
    writeFileSync(process.env.DRAWBRIDGE_DEMO_FILE, JSON.stringify({ url: process.env.PUBLIC_URL, apiKeys: [],
      users: [{ email: 'ada@example.com', password: 'correct horse', role: 'system_admin' }] }), { mode: 0o600 });`,
  'main.js': `import http from 'node:http';
    const server = http.createServer((request, response) => response.end(JSON.stringify({ pid: process.pid, env: process.env })));
    server.listen(Number(process.env.PORT), process.env.HOST, () => process.send({ type: 'ready', url: process.env.PUBLIC_URL }));
    process.on('disconnect', () => process.exit(0));
    process.on('SIGTERM', () => process.exit(0));`,
};

export interface Answer {
  pid: number;
  env: Record<string, string>;
}

/** A folder for one test; readable by other accounts, because the database runs as one of them under root. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drawbridge-start-'));
  chmodSync(folder, 0o755);
  for (const [name, text] of Object.entries(standIn)) writeFileSync(path.join(folder, name), text);
  return folder;
}

let used: Promise<string> | undefined;

/** Gives the folder the data of an installation that was started before; that first start is made once. */
export async function giveUsedData(folder: string): Promise<void> {
  used ??= unusedPort().then(async (port) => {
    const first = scratchFolder();
    await (await new Launched(first, port).ready()).stop();
    return first;
  });
  execFileSync('cp', ['-a', path.join(await used, 'data'), path.join(folder, 'data')]);
}

/** Removes what `giveUsedData` copies from. */
export async function removeUsedData(): Promise<void> {
  if (used !== undefined) rmSync(await used, { recursive: true, force: true });
  used = undefined;
}

/** A port that nothing listens on. */
export async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** One run of the launcher as a process. */
export class Launched {
  output = '';
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(
    readonly folder: string,
    readonly port: number,
    options: { uid?: number; env?: Record<string, string> } = {},
  ) {
    const env = {
      PATH: process.env.PATH,
      DRAWBRIDGE_DATA: path.join(folder, 'data'),
      PORT: String(port),
      ...options.env,
    };
    const account = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
    this.child = spawn(process.execPath, [script, '--backend', folder], {
      ...account,
      cwd: '/',
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  async ready(): Promise<this> {
    await this.says('Stop with Ctrl-C');
    return this;
  }

  /** Waits until the launcher has printed this. */
  async says(text: string): Promise<void> {
    for (const end = Date.now() + 25_000; !this.output.includes(text); await sleep(20)) {
      if (this.child.exitCode !== null || Date.now() > end)
        throw new Error(`"${text}" was never printed:\n${this.output}`);
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }

  async answer(): Promise<Answer> {
    const reply = await fetch(`http://127.0.0.1:${this.port}/`);
    return (await reply.json()) as Answer;
  }

  secrets(): Record<string, string> {
    return JSON.parse(readFileSync(path.join(this.folder, 'data', 'secrets.json'), 'utf8')) as Record<string, string>;
  }

  ports(): Record<string, number> {
    return JSON.parse(readFileSync(path.join(this.folder, 'data', 'ports.json'), 'utf8')) as Record<string, number>;
  }

  ownerUrl(): string {
    return `postgres://drawbridge_owner:${this.secrets().drawbridge_owner}@127.0.0.1:${this.ports().postgres}/drawbridge`;
  }
}
