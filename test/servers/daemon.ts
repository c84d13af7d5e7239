import { describe } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/sbin'];

/** Where a program lies, or undefined when it is not installed. */
export function program(name: string): string | undefined {
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** Runs the suite where all programs are installed; says loudly what to install where they are not. */
export function describeWith(programs: readonly string[], name: string, body: () => void): void {
  const missing = programs.filter((one) => program(one) === undefined);
  if (missing.length === 0) return describe(name, body);
  const how = `not tested against the real server: ${missing.join(', ')} is missing. Run: npm run test:servers:install`;
  process.stderr.write(`\nSKIPPED: ${name}: ${how}\n\n`);
  describe.skip(`${name}: ${how}`, body);
}

/** A server program of one suite, with a folder of its own; ended by its process id. */
export class Daemon {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'drawbridge-server-'));
  private child: ChildProcess | undefined;
  private said = '';

  /** Writes a file of the server and answers its path. */
  write(name: string, text: string, mode = 0o600): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, text, { mode });
    return file;
  }

  /** Starts the server and waits until it listens. */
  async start(name: string, args: readonly string[], port: number): Promise<void> {
    const child = spawn(program(name) ?? name, args, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    const keep = (chunk: Buffer) => void (this.said = `${this.said}${chunk.toString()}`.slice(-4_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => keep(Buffer.from(error.message)));
    const until = Date.now() + 25_000;
    while (!(await isListening(port))) {
      if (Date.now() > until || child.exitCode !== null) throw new Error(`${name} did not start: ${this.said}`);
      await pause(100);
    }
  }

  /** Takes connections and answers nothing, until it is resumed. */
  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), 8_000);
      await ended;
      clearTimeout(kill);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
