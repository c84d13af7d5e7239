import { EgressError } from './egress-error.ts';

/** A total budget in milliseconds that everything of one call shares: resolving, queueing, connecting, reading. */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(totalMs: number) {
    this.timer = setTimeout(() => this.controller.abort(new EgressError('timeout')), totalMs);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get isOver(): boolean {
    return this.controller.signal.aborted;
  }

  clear(): void {
    clearTimeout(this.timer);
  }
}
