import path from 'node:path';
import { bootstrapVault, unseal } from '../embedded-vault/bootstrap.ts';
import { launchVault, vaultAddress } from '../vault-server.ts';
import type { Parts } from './parts.ts';

/** The environment that leads the API to its Vault: the embedded one, or the one the operator named. */
export async function startVault({ settings, folder, ports, keepRunning }: Parts): Promise<NodeJS.ProcessEnv> {
  if (!settings.embedsVault) return {};
  const address = vaultAddress(ports.vault);
  const keysFile = folder.vaultKeys;
  let isFirst = true;
  await keepRunning({
    name: 'Vault',
    async launch() {
      const child = await launchVault({
        dir: folder.vault,
        port: ports.vault,
        logFile: path.join(folder.logs, 'vault.log'),
      });
      // Only after its own start: a Vault that an operator sealed stays sealed.
      if (!isFirst) await unseal(address, keysFile);
      isFirst = false;
      return child;
    },
    stopSignal: 'SIGTERM',
    stopWithinMs: 2_000,
  });
  const kvMount = settings.env.VAULT_KV_MOUNT || 'secret';
  const { writer, publisher, resolver } = await bootstrapVault({
    address,
    keysFile,
    policiesDir: settings.policies,
    kvMount,
  });
  return {
    VAULT_ADDR: address,
    VAULT_ROLE_ID: writer.roleId,
    VAULT_SECRET_ID: writer.secretId,
    VAULT_PUBLISHER_ROLE_ID: publisher.roleId,
    VAULT_PUBLISHER_SECRET_ID: publisher.secretId,
    VAULT_RESOLVER_ROLE_ID: resolver.roleId,
    VAULT_RESOLVER_SECRET_ID: resolver.secretId,
  };
}
