import { badRequest } from '../http/reply.ts';
import type { JsonObject } from '../http/json.ts';
import type { Folder } from '../storage/store.ts';
import { emptySecret, keptVersions, lifetime, type MountConfig, type Secret } from './secret.ts';

/** The secrets of one KV mount: facts under `meta/`, values under `value/<version>/`. */
export class KvStore {
  readonly #folder: Folder;
  readonly #meta: Folder;
  readonly #values: Folder;

  constructor(folder: Folder) {
    this.#folder = folder;
    this.#meta = folder.folder('meta');
    this.#values = folder.folder('value');
  }

  get config(): MountConfig {
    return this.#folder.get<MountConfig>('config') ?? { maxVersions: 0, casRequired: false, deleteVersionAfter: 0 };
  }

  set config(config: MountConfig) {
    this.#folder.put('config', config);
  }

  find(path: string): Secret | undefined {
    return path === '' ? undefined : this.#meta.get<Secret>(path);
  }

  save(path: string, secret: Secret): void {
    this.#meta.put(path, secret);
  }

  list(path: string): string[] {
    return this.#meta.list(path);
  }

  value(path: string, version: number): JsonObject | undefined {
    return this.#values.get<JsonObject>(`${version}/${path}`);
  }

  /** Adds a version if check-and-set allows it, and drops those beyond the limit. */
  write(path: string, value: JsonObject, cas: number | undefined): { secret: Secret; version: number } {
    const now = Date.now();
    const mount = this.config;
    const secret = this.find(path) ?? emptySecret(now);
    if (cas === undefined && (secret.casRequired || mount.casRequired))
      throw badRequest('check-and-set parameter required for this call');
    if (cas !== undefined && cas !== secret.current)
      throw badRequest('check-and-set parameter did not match the current version');
    const version = secret.current + 1;
    const seconds = lifetime(secret, mount);
    secret.versions[version] = { createdAt: now, deletedAt: seconds > 0 ? now + seconds * 1000 : 0, destroyed: false };
    this.#values.put(`${version}/${path}`, value);
    const kept = keptVersions(secret, mount);
    const oldest = version - secret.oldest >= kept ? version - kept + 1 : secret.oldest;
    for (const old of Object.keys(secret.versions).map(Number)) {
      if (old >= oldest) continue;
      delete secret.versions[old];
      this.#values.delete(`${old}/${path}`);
    }
    const written: Secret = { ...secret, current: version, oldest, updatedAt: now };
    this.save(path, written);
    return { secret: written, version };
  }

  destroyValue(path: string, version: number): void {
    this.#values.delete(`${version}/${path}`);
  }

  /** Removes a secret with all its versions and facts. */
  erase(path: string): void {
    const secret = this.find(path);
    if (!secret) return;
    for (const version of Object.keys(secret.versions)) this.#values.delete(`${version}/${path}`);
    this.#meta.delete(path);
  }
}
