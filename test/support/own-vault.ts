import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrapVault, unseal } from '@drawbridge/deploy/embedded-vault/bootstrap';
import { freePort } from '@drawbridge/deploy/processes/ports';
import { launchVault, vaultAddress } from '@drawbridge/deploy/vault-server';

const policiesDir = fileURLToPath(new URL('../../deploy/vault/policies', import.meta.url));

/** An embedded Vault of this suite alone, to be sealed, paused and killed. */
export class OwnVault {
  readonly address: string;
  /** Where it keeps its data. */
  readonly dir: string;
  /** Settings that lead an instance to this Vault. */
  env: Record<string, string> = {};
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'drawbridge-vault-'));
  private child: ChildProcess | undefined;

  private constructor(private readonly port: number) {
    this.address = vaultAddress(port);
    this.dir = path.join(this.folder, 'data');
  }

  static async start(): Promise<OwnVault> {
    const vault = new OwnVault(await freePort());
    await vault.launch();
    const { writer, publisher, resolver } = await bootstrapVault({
      address: vault.address,
      keysFile: vault.keysFile,
      policiesDir,
    });
    vault.env = {
      VAULT_ADDR: vault.address,
      VAULT_ROLE_ID: writer.roleId,
      VAULT_SECRET_ID: writer.secretId,
      VAULT_PUBLISHER_ROLE_ID: publisher.roleId,
      VAULT_PUBLISHER_SECRET_ID: publisher.secretId,
      VAULT_RESOLVER_ROLE_ID: resolver.roleId,
      VAULT_RESOLVER_SECRET_ID: resolver.secretId,
    };
    return vault;
  }

  async seal(): Promise<void> {
    await this.ask('PUT', 'sys/seal');
  }

  async unseal(): Promise<void> {
    await unseal(this.address, this.keysFile);
  }

  /** Takes connections and never answers, until it is resumed. */
  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  /** Ends it without warning: connections to it are refused. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || this.hasEnded) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  /** Starts it again at the same place when it was ended, lets it go on when it was paused, and opens it. */
  async revive(): Promise<void> {
    this.resume();
    if (this.hasEnded) await this.launch();
    await this.unseal();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Calls it as its root. */
  async ask(method: string, place: string, body?: object): Promise<{ status: number; body: unknown }> {
    const { rootToken } = JSON.parse(readFileSync(this.keysFile, 'utf8')) as { rootToken: string };
    const reply = await fetch(`${this.address}/v1/${place}`, {
      method,
      headers: { 'X-Vault-Token': rootToken, 'X-Vault-Request': 'true' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Every secret that it holds for the product, as area/owner/secret. */
  async places(): Promise<string[]> {
    const found: string[] = [];
    for (const area of ['tenants', 'global', 'platform'])
      for (const owner of await this.list(area))
        for (const secret of await this.list(`${area}/${owner}`)) found.push(`${area}/${owner}${secret}`);
    return found;
  }

  /** The fields of the secret at area/owner/secret. */
  async fieldsAt(place: string): Promise<Record<string, string> | undefined> {
    const { status, body } = await this.ask('GET', `secret/data/drawbridge/${place}`);
    return status === 200
      ? (body as { data: { data: { fields: Record<string, string> } } }).data.data.fields
      : undefined;
  }

  private get hasEnded(): boolean {
    return this.child?.exitCode !== null || this.child.signalCode !== null;
  }

  private get keysFile(): string {
    return path.join(this.folder, 'keys.json');
  }

  private async launch(): Promise<void> {
    this.child = await launchVault({ dir: this.dir, port: this.port, logFile: path.join(this.folder, 'vault.log') });
  }

  private async list(place: string): Promise<string[]> {
    const { status, body } = await this.ask('GET', `secret/metadata/drawbridge/${place}?list=true`);
    if (status === 404) return [];
    if (status !== 200) throw new Error(`listing answered ${status}`);
    return (body as { data: { keys: string[] } }).data.keys;
  }
}
