/** A folder for every test, and embedded servers on it that end with the test. */
import { afterEach, beforeEach, expect } from '@jest/globals';
import {
  startEmbeddedVault,
  type EmbeddedVault,
  type EmbeddedVaultOptions,
} from '../../deploy/src/embedded-vault/index.ts';
import { Vault } from './client.ts';
import { EmbeddedProcess, temporaryFolder } from './embedded-server.ts';

let dir: string;
let cleanUp: (() => Promise<unknown>)[];

/** Call once at the top of a file. */
export function useFolder(): void {
  beforeEach(async () => {
    const made = await temporaryFolder();
    dir = made.dir;
    cleanUp = [made.remove];
  });
  afterEach(async () => {
    for (const step of cleanUp.reverse()) await step();
  });
}

export const folder = (): string => dir;

export async function inProcess(
  options: Partial<EmbeddedVaultOptions> = {},
): Promise<{ server: EmbeddedVault; vault: Vault }> {
  const server = await startEmbeddedVault({ dir, port: 0, ...options });
  cleanUp.push(() => server.stop());
  return { server, vault: new Vault(server.address) };
}

export async function asProcess(args: string[] = [], options: { ipc?: boolean } = {}): Promise<EmbeddedProcess> {
  const server = await EmbeddedProcess.start(dir, args, options);
  cleanUp.push(() => server.end('SIGKILL'));
  return server;
}

export async function mountKv(root: Vault): Promise<void> {
  expect((await root.post('sys/mounts/secret', { type: 'kv', options: { version: '2' } })).status).toBe(204);
}
