import type { TestDatabase } from './database.ts';
import { testFacts } from './facts.ts';

/** The environment of a test instance; the loopback ports of its own parts are allowed by name. */
export function testEnvironment(database: TestDatabase, more: Record<string, string> = {}): Record<string, string> {
  const { vault, postgres } = testFacts();
  return {
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    PORT: '3999',
    PUBLIC_URL: 'http://127.0.0.1:3999',
    DATABASE_URL: database.appUrl,
    DATABASE_WORKER_URL: database.workerUrl,
    VAULT_ADDR: vault.address,
    VAULT_ROLE_ID: vault.writer.roleId,
    VAULT_SECRET_ID: vault.writer.secretId,
    VAULT_PUBLISHER_ROLE_ID: vault.publisher.roleId,
    VAULT_PUBLISHER_SECRET_ID: vault.publisher.secretId,
    VAULT_RESOLVER_ROLE_ID: vault.resolver.roleId,
    VAULT_RESOLVER_SECRET_ID: vault.resolver.secretId,
    EGRESS_ALLOW: `test-postgres=${postgres.host}:${postgres.port}`,
    ...more,
  };
}
