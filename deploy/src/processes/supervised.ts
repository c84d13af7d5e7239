import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasEnded, stopChild } from './child.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';

const firstDelayMs = 500;
const longestDelayMs = 30_000;
const stableAfterMs = 60_000;

export interface Service {
  name: string;
  /** Starts the process, and resolves when it serves. */
  launch(): Promise<ChildProcess>;
  stopSignal: NodeJS.Signals;
  stopWithinMs: number;
}

/** A child that is started again, with growing delays, when it ends though nobody asked it to. */
export class Supervised {
  private child: ChildProcess | undefined;
  private launching: Promise<void> = Promise.resolve();
  private stopping = false;
  private delayMs = firstDelayMs;

  constructor(
    private readonly service: Service,
    private readonly say: (line: string) => void,
    private readonly onChange: () => void,
  ) {}

  /** Starts it for the first time; a failure is the caller's to report. */
  start(): Promise<void> {
    this.launching = this.launch();
    return this.launching;
  }

  get identity(): ({ name: string } & ProcessIdentity) | undefined {
    const found = this.child?.pid === undefined ? undefined : identify(this.child.pid);
    return found && { name: this.service.name, ...found };
  }

  /** Stops it for good, also when it is just being started. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.launching.catch(() => {});
    if (this.child) await stopChild(this.child, this.service.stopSignal, this.service.stopWithinMs);
  }

  private async launch(): Promise<void> {
    const child = await this.service.launch();
    this.child = child;
    const startedAt = Date.now();
    this.onChange();
    void hasEnded(child).then((how) => {
      if (Date.now() - startedAt > stableAfterMs) this.delayMs = firstDelayMs;
      return this.restart(`ended unexpectedly (${how})`);
    });
  }

  private async restart(reason: string): Promise<void> {
    if (this.stopping) return;
    this.say(`${this.service.name} ${reason}; starting it again in ${this.delayMs / 1000} s.`);
    await sleep(this.delayMs, undefined, { ref: false });
    this.delayMs = Math.min(this.delayMs * 2, longestDelayMs);
    if (this.stopping) return;
    try {
      await this.start();
      this.say(`${this.service.name} runs again.`);
    } catch (error) {
      await this.restart(`did not start again (${error instanceof Error ? error.message : String(error)})`);
    }
  }
}
