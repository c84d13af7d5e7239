import { EgressError } from './egress-error.ts';

interface Lane {
  active: number;
  readonly waiting: Array<() => void>;
}

/** Keeps one slow host from using up everything: few calls per host at a time, and a short queue behind them. */
export class Bulkhead {
  private readonly lanes = new Map<string, Lane>();

  constructor(
    private readonly limit: number,
    private readonly queueLimit: number,
  ) {}

  /** Waits for a place and returns the function that gives it back; a full queue or an abort is a `timeout`. */
  async enter(key: string, signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) throw new EgressError('timeout');
    const lane = this.lanes.get(key) ?? { active: 0, waiting: [] };
    this.lanes.set(key, lane);
    if (lane.active < this.limit) lane.active++;
    else if (lane.waiting.length >= this.queueLimit) throw new EgressError('timeout');
    else await this.wait(lane, signal);
    let isHeld = true;
    return () => {
      if (isHeld) this.leave(key, lane);
      isHeld = false;
    };
  }

  private wait(lane: Lane, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        lane.waiting.splice(lane.waiting.indexOf(proceed), 1);
        reject(new EgressError('timeout'));
      };
      const proceed = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      lane.waiting.push(proceed);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  private leave(key: string, lane: Lane): void {
    const next = lane.waiting.shift();
    if (next) return next();
    lane.active--;
    if (lane.active === 0) this.lanes.delete(key);
  }
}
