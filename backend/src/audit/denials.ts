import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  currentScope,
  minutes,
  Problem,
  runInScope,
  UnitOfWork,
  type Principal,
  type Scope,
} from '../platform/index.ts';
import { record } from './record.ts';

interface Refusal {
  scope: Scope;
  what: string;
  code: string;
  count: number;
}

const anonymous: Principal = {
  kind: 'system',
  id: null,
  name: 'Anonymous',
  role: 'system',
  tenantId: null,
  tenantName: null,
};

/**
 * Records refusals, each in a small transaction of its own because the refused one is rolled back.
 * The first of a kind is written at once; a flood of the same becomes one row a minute with its count.
 */
@Injectable()
export class Denials implements OnApplicationShutdown {
  private readonly open = new Map<string, Refusal>();
  private readonly writing = new Set<Promise<void>>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly uow: UnitOfWork) {
    this.timer = setInterval(() => this.flush(), minutes(1));
    this.timer.unref();
  }

  /** Notes a refusal of the running request. `what` names the route, never its parameters. */
  note(problem: Problem, what: string): void {
    const scope = currentScope() ?? { requestId: null };
    const key = `${scope.principal?.id ?? 'anonymous'} ${what} ${problem.code}`;
    const known = this.open.get(key);
    if (known) {
      known.count += 1;
      return;
    }
    if (this.open.size > 10_000) this.flush();
    const refusal: Refusal = {
      scope: { requestId: scope.requestId, principal: scope.principal ?? anonymous },
      what,
      code: problem.code,
      count: 1,
    };
    this.open.set(key, { ...refusal, count: 0 });
    this.write(refusal);
  }

  /** Resolves when everything noted so far has been written. */
  async settled(): Promise<void> {
    await Promise.all(this.writing);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.flush();
    await this.settled();
  }

  private flush(): void {
    const refusals = [...this.open.values()];
    this.open.clear();
    for (const refusal of refusals) if (refusal.count > 0) this.write(refusal);
  }

  private write(refusal: Refusal): void {
    const work = runInScope(refusal.scope, () =>
      this.uow.run(async (em) => {
        record(em, {
          action: 'access.denied',
          outcome: 'denied',
          count: refusal.count,
          target: { type: 'route', id: refusal.what },
          reason: refusal.code,
        });
        await Promise.resolve();
      }),
    ).catch(() => undefined);
    this.writing.add(work);
    void work.finally(() => this.writing.delete(work));
  }
}
