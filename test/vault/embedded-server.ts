/** The embedded server as its users start it: a process of its own, which can be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Vault, type Reply } from './client.ts';

const main = fileURLToPath(new URL('../../deploy/src/embedded-vault/main.ts', import.meta.url));

export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

export class EmbeddedProcess {
  readonly vault: Vault;
  readonly #child: ChildProcess;

  private constructor(vault: Vault, child: ChildProcess) {
    this.vault = vault;
    this.#child = child;
  }

  static spawn(args: string[], env: Record<string, string> = {}, ipc = false): ChildProcess {
    const stdio = ipc ? (['pipe', 'pipe', 'pipe', 'ipc'] as const) : (['pipe', 'pipe', 'pipe'] as const);
    return spawn(process.execPath, ['--no-warnings', main, ...args], {
      stdio: [...stdio],
      env: { ...process.env, NODE_OPTIONS: '', ...env },
    });
  }

  /** Runs to the end, as when it refuses to start. */
  static async run(args: string[], env: Record<string, string> = {}): Promise<Ended> {
    const child = EmbeddedProcess.spawn(args, env);
    const [output, errors] = [collect(child.stdout), collect(child.stderr)];
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output: output(), errors: errors() };
  }

  static async start(dir: string, args: string[] = [], options: { ipc?: boolean } = {}): Promise<EmbeddedProcess> {
    const child = EmbeddedProcess.spawn(['--dir', dir, '--port', '0', ...args], {}, options.ipc);
    const errors = collect(child.stderr);
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      const address = /^vault listening (\S+)$/m.exec(chunk.toString())?.[1];
      if (address) return new EmbeddedProcess(new Vault(address), child);
    }
    throw new Error(`the server did not start: ${errors()}`);
  }

  get child(): ChildProcess {
    return this.#child;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode;
    const ended = once(this.#child, 'exit') as Promise<[number | null]>;
    this.#child.kill(signal);
    return (await ended)[0];
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

/** A folder that is removed at the end of the test run by `remove`. */
export async function temporaryFolder(): Promise<{ dir: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(path.join(tmpdir(), 'vault-embedded-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

export interface Opened {
  keys: string[];
  root: Vault;
}

/** Initialises and opens a server. */
export async function initialise(vault: Vault, shares = 1, threshold = 1): Promise<Opened> {
  const made = await vault.put('sys/init', { secret_shares: shares, secret_threshold: threshold });
  const keys = made.at('keys_base64') as string[];
  for (const key of keys.slice(0, threshold)) await vault.put('sys/unseal', { key });
  return { keys, root: vault.with(made.text('root_token')) };
}

export const unseal = (vault: Vault, key: string): Promise<Reply> => vault.put('sys/unseal', { key });

/** All bytes the server has on the disk. */
export async function bytesOf(dir: string, files: string[]): Promise<Buffer> {
  return Buffer.concat(await Promise.all(files.map((file) => readFile(path.join(dir, file)))));
}
