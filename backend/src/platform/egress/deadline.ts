import { EgressError } from './egress-error.ts';

/** A timer that is later than this belongs to a process that stood still, not to a slow peer. */
const stoodStillMs = 1_000;
/** What arrived meanwhile is read before the call is given up. */
const readingMs = 250;

/** A total budget in milliseconds that everything of one call shares: resolving, queueing, connecting, reading. */
export class Deadline {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout;

  constructor(totalMs: number) {
    const end = performance.now() + totalMs;
    const abort = () => this.controller.abort(new EgressError('timeout'));
    this.timer = setTimeout(() => {
      if (performance.now() - end < stoodStillMs) abort();
      else this.timer = setTimeout(abort, readingMs);
    }, totalMs);
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
