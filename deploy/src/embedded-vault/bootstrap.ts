/**
 * Makes a Vault ready for Drawbridge: initialised, open, with its mounts, policies and AppRoles. Speaks the plain
 * HTTP API, so it serves a real Vault as well as the embedded one. Safe to run on every start.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { keepKeys, readKeys, type VaultKeys } from './bootstrap/keys-file.ts';
import { issueCredential, type Credential } from './bootstrap/approle.ts';
import { VaultClient } from './bootstrap/vault-client.ts';

export interface BootstrapOptions {
  address: string;
  /** Where the unseal key and the root token are kept, readable by the owner only. */
  keysFile: string;
  /** The folder of `writer.hcl`, `publisher.hcl` and `resolver.hcl`. */
  policiesDir: string;
  kvMount?: string;
}

export interface Bootstrapped {
  writer: Credential;
  publisher: Credential;
  resolver: Credential;
}

export const AUDIT_KEY = 'drawbridge-audit';
const roles = ['writer', 'publisher', 'resolver'] as const;

export async function bootstrapVault({
  address,
  keysFile,
  policiesDir,
  kvMount = 'secret',
}: BootstrapOptions): Promise<Bootstrapped> {
  const keys = await openVault(new VaultClient(address), keysFile);
  const vault = new VaultClient(address, keys.rootToken);
  await Promise.all([mountKv(vault, kvMount), mountTransit(vault), enableAppRole(vault)]);
  const credentials = await Promise.all(
    roles.map(async (role) => {
      const text = await readFile(path.join(policiesDir, `${role}.hcl`), 'utf8');
      await writePolicy(vault, `drawbridge-${role}`, text.replaceAll('"secret/', `"${kvMount}/`));
      return [role, await issueCredential(vault, `drawbridge-${role}`)] as const;
    }),
  );
  return Object.fromEntries(credentials) as Record<(typeof roles)[number], Credential>;
}

/** Opens a Vault that was sealed, as after a restart or by an operator; does nothing when it is open. */
export async function unseal(address: string, keysFile: string): Promise<void> {
  const vault = new VaultClient(address);
  const { initialized, sealed } = await vault.sealStatus();
  if (!initialized) throw new Error(`The Vault at ${address} is not initialised yet.`);
  if (sealed) await submitKeys(vault, await keysOf(vault, keysFile));
}

async function openVault(vault: VaultClient, keysFile: string): Promise<VaultKeys> {
  const { initialized, sealed } = await vault.sealStatus();
  if (initialized) {
    const keys = await keysOf(vault, keysFile);
    if (sealed) await submitKeys(vault, keys);
    return keys;
  }
  const keys = await vault.initialise();
  await keepKeys(keysFile, keys);
  await submitKeys(vault, keys);
  return keys;
}

async function keysOf(vault: VaultClient, keysFile: string): Promise<VaultKeys> {
  const keys = await readKeys(keysFile);
  if (keys) return keys;
  throw new Error(
    `The Vault at ${vault.address} is initialised, but ${keysFile} with its unseal key is missing. ` +
      'Either the file was moved, so put it back; or the very first start was interrupted before the key was saved, ' +
      'and then the Vault is still empty: remove its data folder and start again.',
  );
}

async function submitKeys(vault: VaultClient, { unsealKeys }: VaultKeys): Promise<void> {
  for (const key of unsealKeys) {
    if (!(await vault.submitKey(key))) return;
  }
  throw new Error(`The keys on file did not open the Vault at ${vault.address}: they belong to another Vault.`);
}

async function mountKv(vault: VaultClient, mount: string): Promise<void> {
  const mounts = await vault.read('sys/mounts');
  if (!(`${mount}/` in mounts)) await vault.write(`sys/mounts/${mount}`, { type: 'kv', options: { version: '2' } });
  // A real Vault upgrades a new mount in the background and answers 400 until that is done.
  await vault.untilReady(`${mount}/config`);
}

/** The key that signs the audit digests: it can sign, and nobody can take it out. */
async function mountTransit(vault: VaultClient): Promise<void> {
  const mounts = await vault.read('sys/mounts');
  if (!('transit/' in mounts)) await vault.write('sys/mounts/transit', { type: 'transit' });
  if (!(await vault.find(`transit/keys/${AUDIT_KEY}`)))
    await vault.write(`transit/keys/${AUDIT_KEY}`, { type: 'ed25519' });
}

async function enableAppRole(vault: VaultClient): Promise<void> {
  const methods = await vault.read('sys/auth');
  if (!('approle/' in methods)) await vault.write('sys/auth/approle', { type: 'approle' });
}

async function writePolicy(vault: VaultClient, name: string, text: string): Promise<void> {
  const known = await vault.find(`sys/policies/acl/${name}`);
  if (known?.policy !== text) await vault.write(`sys/policies/acl/${name}`, { policy: text });
}
