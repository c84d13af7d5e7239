import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { errorCode } from '../start-error.ts';

/** How many orders deploy/sql/demo-target.sql puts there. */
export const orderCount = 8;

const newPassword = () => randomBytes(18).toString('base64url');

/** A tenant's own PostgreSQL and one account in it, as its administrator keeps them. */
export class OrdersDatabase {
  password = newPassword();

  private constructor(
    private readonly admin: Client,
    private readonly account: string,
  ) {}

  /** Makes an account that may read the orders. */
  static async open(adminUrl: string, account: string): Promise<OrdersDatabase> {
    const admin = new Client({ connectionString: adminUrl });
    // The next query says it: a lost connection is no reason to end without taking back.
    admin.on('error', () => {});
    await admin.connect();
    const database = new OrdersDatabase(admin, account);
    await admin.query(
      `create role ${escapeIdentifier(account)} login connection limit 5 password ${escapeLiteral(database.password)} in role acme_reporting`,
    );
    return database;
  }

  /** The fields that a person types to connect it. */
  get fields(): Record<string, string> {
    const { host, port, database = '' } = this.admin;
    return { host, port: String(port), database, username: this.account, password: this.password, sslmode: 'disable' };
  }

  async changePassword(): Promise<void> {
    const password = newPassword();
    await this.admin.query(`alter role ${escapeIdentifier(this.account)} password ${escapeLiteral(password)}`);
    this.password = password;
  }

  async close(): Promise<void> {
    await this.admin.query(`drop role if exists ${escapeIdentifier(this.account)}`).finally(() => this.admin.end());
  }
}

/** Counts the orders with these credentials, as a workflow does. Returns the error's code when they are refused. */
export async function countOrders(fields: Record<string, unknown>): Promise<number | string> {
  const { host, port, database, username, password } = fields;
  const client = new Client({
    host: String(host),
    port: Number(port),
    database: String(database),
    user: String(username),
    password: String(password),
    connectionTimeoutMillis: 5_000,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from customer_order');
    return rows[0]?.count ?? 0;
  } catch (error) {
    return errorCode(error) ?? String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
