import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Log } from '../logging/log.ts';
import { Problem } from '../problem.ts';
import { runInScope, systemPrincipal } from '../principal.ts';

interface Loop {
  name: string;
  pauseMs: number;
  work: () => Promise<unknown>;
}

/** Short recurring work in this process: each loop pauses, works, and pauses again, so it never runs twice at a time. */
@Injectable()
export class Loops implements BeforeApplicationShutdown {
  private readonly loops: Loop[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private readonly failing = new Set<string>();
  private stopped = false;

  constructor(private readonly log: Log) {}

  every(name: string, pauseMs: number, work: () => Promise<unknown>): void {
    this.loops.push({ name, pauseMs, work });
  }

  start(): void {
    for (const loop of this.loops) this.next(loop);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.running);
  }

  private next(loop: Loop): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const turn = this.turn(loop).finally(() => {
        this.running.delete(turn);
        this.next(loop);
      });
      this.running.add(turn);
    }, loop.pauseMs);
    this.timers.add(timer);
  }

  private async turn(loop: Loop): Promise<void> {
    try {
      await runInScope({ requestId: null, principal: systemPrincipal }, loop.work);
      if (this.failing.delete(loop.name)) this.log.info(`${loop.name} works again`);
    } catch (error) {
      // Said once, not at every turn, while a dependency is away.
      if (!this.failing.has(loop.name) || !(error instanceof Problem)) this.log.fault(`${loop.name} failed`, error);
      this.failing.add(loop.name);
    }
  }
}
