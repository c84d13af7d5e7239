import { PostgreSqlConnection, PostgreSqlDriver, type Configuration } from '@mikro-orm/postgresql';
import { CompiledQuery, type DatabaseConnection, type PostgresDialect, type TransactionSettings } from 'kysely';
import type { Pool, PoolClient, PoolConfig } from 'pg';
import { openSettings, takeRecords } from './open-work.ts';

/**
 * The ORM's connection to PostgreSQL. A transaction begins with its first statement, in one message with BEGIN and the
 * settings of row-level security; one that had no statement has never begun. It ends in one message with the audit
 * events, so the chain that they lock is held for no round trip.
 */
class ScopedConnection extends PostgreSqlConnection {
  override createKyselyDialect(overrides: PoolConfig): PostgresDialect {
    const dialect = super.createKyselyDialect(overrides);
    const createDriver = dialect.createDriver.bind(dialect);
    dialect.createDriver = () => {
      const driver = createDriver();
      const acquire = driver.acquireConnection.bind(driver);
      return Object.assign(driver, {
        acquireConnection: async (...options: Parameters<typeof acquire>) => joining(await acquire(...options)),
        beginTransaction: begin,
        commitTransaction: commit,
        rollbackTransaction: rollback,
      });
    };
    return dialect;
  }
}

/** The ORM's driver over that connection. */
export class ScopedDriver extends PostgreSqlDriver {
  constructor(config: Configuration) {
    super(config);
    Object.assign(this, { connection: new ScopedConnection(config) });
  }
}

const starting = 'start transaction';

/** What is to be sent before the next statement of a connection. */
const waiting = new WeakMap<DatabaseConnection, string>();
const known = new WeakSet<DatabaseConnection>();

/** Outside of a unit of work there are no settings, and row-level security shows nothing. */
async function begin(
  connection: DatabaseConnection,
  { isolationLevel, accessMode }: TransactionSettings,
): Promise<void> {
  const isolation = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`;
  const start = `${starting}${isolation} ${accessMode ?? 'read write'}`;
  const settings = openSettings();
  waiting.set(connection, settings === undefined ? start : `${start}; ${settings}`);
}

async function commit(connection: DatabaseConnection): Promise<void> {
  const records = takeRecords();
  if (records === undefined && waiting.delete(connection)) return;
  await connection.executeQuery(CompiledQuery.raw(records === undefined ? 'commit' : `${records}; commit`));
}

async function rollback(connection: DatabaseConnection): Promise<void> {
  if (!waiting.delete(connection)) await connection.executeQuery(CompiledQuery.raw('rollback'));
}

/** Makes the answer to such a message the answer to its last statement; pg gives those to all of them. */
export function answerWithLast(pool: Pool): void {
  pool.on('connect', (client: PoolClient) => {
    const query = client.query.bind(client) as (...sent: unknown[]) => unknown;
    const joined = (...sent: unknown[]): unknown => {
      const answer = query(...sent);
      const isJoined = typeof sent[0] === 'string' && sent[0].startsWith(starting);
      return isJoined && answer instanceof Promise ? answer.then(lastOf) : answer;
    };
    Object.assign(client, { query: joined });
  });
}

const lastOf = (answer: unknown): unknown => (Array.isArray(answer) ? answer.at(-1) : answer);

/** Makes a connection send what waits with its next statement. The ORM writes values into the text, so both are one message. */
function joining(connection: DatabaseConnection): DatabaseConnection {
  if (known.has(connection)) return connection;
  known.add(connection);
  const execute = connection.executeQuery.bind(connection);
  connection.executeQuery = async <Row>(query: CompiledQuery, ...rest: never[]) => {
    const before = waiting.get(connection);
    if (before === undefined) return execute<Row>(query, ...rest);
    if (query.parameters.length > 0) throw new Error('a statement that begins a transaction holds its values itself');
    waiting.delete(connection);
    return execute<Row>({ ...query, sql: `${before}; ${query.sql}` }, ...rest);
  };
  connection.streamQuery = () => {
    throw new Error('rows are read by pages, not by a stream: it would run before its transaction has begun');
  };
  return connection;
}
