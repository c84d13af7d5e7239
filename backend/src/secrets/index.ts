export { Inventory, type Differences } from './inventory.ts';
export { Secret } from './secret.entity.ts';
export { SecretLedger } from './secret-ledger.ts';
export { SecretMissing, SecretStore, UnsafeVault, type SecretFields } from './secret-store.ts';
export { SecretSweeper } from './secret-sweeper.ts';
export { globalPlace, platformPlace, tenantPlace, type SecretPlace } from './secret-path.ts';
export { SecretsModule } from './secrets.module.ts';
export { RootTokenRefused } from './vault-session.ts';
