import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { parseCronItems, run, type CronItem, type Runner, type TaskList } from 'graphile-worker';
import { CONFIG, type Config } from '../config/config.ts';
import { Log } from '../logging/log.ts';
import { runInScope, systemPrincipal } from '../principal.ts';

type Handler = (payload: unknown) => Promise<void>;

/** Background jobs: queued in the transaction of the change that wants them, run at least once, tried again on failure. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  private readonly tasks: TaskList = {};
  private readonly cron: CronItem[] = [];
  private runner: Runner | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly log: Log,
  ) {}

  /** Names the handler of a task. A handler must do no harm when it runs twice. */
  handle(task: string, handler: Handler): void {
    this.tasks[task] = (payload) => runInScope({ requestId: null, principal: systemPrincipal }, () => handler(payload));
  }

  /** Runs a task by schedule (crontab syntax, UTC), once over all replicas. */
  schedule(task: string, match: string, handler: Handler): void {
    this.handle(task, handler);
    this.cron.push({ task, match, identifier: task, options: { backfillPeriod: 12 * 3600 * 1000 } });
  }

  /** Queues a job in the running transaction. The same key twice is one job. The payload must hold no secret. */
  async add(em: EntityManager, task: string, payload: object, key?: string): Promise<void> {
    await em.execute('select jobs.add(?, ?::json, ?)', [task, JSON.stringify(payload), key ?? null]);
  }

  /** Starts to work on jobs; called once everything has registered its tasks. */
  async start(): Promise<void> {
    this.runner = await run({
      connectionString: this.config.DATABASE_WORKER_URL,
      taskList: this.tasks,
      parsedCronItems: parseCronItems(this.cron),
      concurrency: 4,
      maxPoolSize: 6,
      noHandleSignals: true,
      logger: this.log.forJobs(),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.runner?.stop();
  }
}
