import { randomBytes } from 'node:crypto';
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { TestDatabase } from './database.ts';
import { testFacts } from './facts.ts';

/** The fields of a real database account that a connection can be made with. */
export interface PostgresAccount {
  fields: { host: string; port: string; database: string; username: string; password: string; sslmode: string };
  /** Gives the account another password, as a person does at the provider. */
  changePassword(): Promise<string>;
}

let made = 0;

/** Makes a login role on the test server, to be connected as somebody's database. */
export async function postgresAccount(database: TestDatabase): Promise<PostgresAccount> {
  const { postgres } = testFacts();
  const username = `account_${randomBytes(4).toString('hex')}_${(made += 1)}`;
  const setPassword = async () => {
    const password = `pw-${randomBytes(18).toString('base64url')}`;
    await database.sql(`alter role ${escapeIdentifier(username)} password ${escapeLiteral(password)}`);
    return password;
  };
  await database.sql(`create role ${escapeIdentifier(username)} login`);
  // Two grants at a time would each find the other's change; the statements of one text are one transaction.
  await database.sql(
    `select pg_advisory_xact_lock(4712);
     grant connect on database ${escapeIdentifier(database.name)} to ${escapeIdentifier(username)}`,
  );
  const password = await setPassword();
  return {
    fields: {
      host: postgres.host,
      port: String(postgres.port),
      database: database.name,
      username,
      password,
      sslmode: 'disable',
    },
    changePassword: setPassword,
  };
}
