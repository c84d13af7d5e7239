export { bootstrapVault, unseal, type BootstrapOptions, type Bootstrapped } from './bootstrap.ts';
export { startEmbeddedVault, type EmbeddedVault, type EmbeddedVaultOptions } from './start.ts';
