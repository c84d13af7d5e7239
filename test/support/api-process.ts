import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '@drawbridge/deploy/processes/ports';
import type { TestDatabase } from './database.ts';
import { testEnvironment } from './environment.ts';
import { until } from './until.ts';

const main = fileURLToPath(new URL('../../backend/dist/main.js', import.meta.url));
const running = new Set<ApiProcess>();

/** The built API as a process of its own, which can be killed. */
export class ApiProcess {
  readonly url: string;
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;
  private written = '';
  private isReady = false;

  private constructor(
    readonly port: number,
    env: Record<string, string>,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    this.child = fork(main, [], {
      execArgv: [],
      env: { ...env, PORT: String(port), PUBLIC_URL: this.url },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.written += chunk.toString()));
    this.child.on('message', (message: { type?: string }) => (this.isReady ||= message.type === 'ready'));
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code, signal) => {
        running.delete(this);
        resolve(signal ?? `exit ${code}`);
      }),
    );
    running.add(this);
  }

  /** Starts it on a database; resolves once it serves. The same port again takes the place of one that ended. */
  static async start(
    database: TestDatabase,
    { env = {}, port }: { env?: Record<string, string>; port?: number } = {},
  ): Promise<ApiProcess> {
    const { PATH = '' } = process.env;
    const api = new ApiProcess(port ?? (await freePort()), { PATH, ...testEnvironment(database, env) });
    await until(
      'the API is ready',
      () => {
        if (api.hasEnded) throw new Error(`the API ended instead of serving:\n${api.tail}`);
        return api.isReady;
      },
      60_000,
    );
    return api;
  }

  /** What it has written to standard output and standard error so far. */
  get output(): string {
    return this.written;
  }

  /** The end of it, for the message of a test that failed. */
  get tail(): string {
    return this.written.slice(-3000);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Lets it stand still, with everything that it holds, until it is resumed. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  /** Ends it without warning. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Ends it as an orchestrator does, so that what it still holds is written. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
    await this.ended;
    clearTimeout(timer);
  }
}

/** Ends whatever a suite left running. */
export const endApiProcesses = () => Promise.all([...running].map((api) => api.kill()));
