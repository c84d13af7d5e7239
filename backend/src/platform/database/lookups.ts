import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config } from '../config/config.ts';

/**
 * Prepared single-statement look-ups outside the ORM: who a session or a key belongs to, and what a workflow asks for.
 * Each statement is its own transaction and may call only functions that set or imply its scope.
 */
@Injectable()
export class Lookups implements OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(@Inject(CONFIG) config: Config) {
    this.pool = new pg.Pool({
      connectionString: config.DATABASE_URL,
      max: config.DATABASE_LOOKUP_POOL,
      connectionTimeoutMillis: 2000,
      statement_timeout: 5000,
      // Where the network swallows what is sent, the server's own time limit does not help.
      query_timeout: 6000,
      application_name: 'drawbridge-lookups',
    });
    // An idle connection that breaks is replaced at its next use.
    this.pool.on('error', () => undefined);
  }

  /** Runs one prepared statement; `name` identifies its text on the server. */
  async query<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>({ name, text, values })).rows;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
