import { keys, type Reply } from '../http/reply.ts';
import { Routes, type Backend, type Call } from '../http/routes.ts';
import type { Folder } from '../storage/store.ts';
import * as values from './data-handlers.ts';
import { KvStore } from './kv-store.ts';
import * as facts from './metadata-handlers.ts';

/** A KV version 2 mount: https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2 */
export class KvBackend implements Backend {
  readonly type = 'kv';
  readonly #store: KvStore;
  readonly #routes: Routes;

  constructor(folder: Folder) {
    const store = (this.#store = new KvStore(folder));
    this.#routes = new Routes()
      .on('config', { read: () => facts.readConfig(store), write: (call) => facts.writeConfig(store, call) })
      .on('data/*path', {
        read: (call, { path = '' }) => values.readData(store, call, path),
        write: (call, { path = '' }) => values.writeData(store, call, path),
        patch: (call, { path = '' }) => values.patchData(store, call, path),
        delete: (_call, { path = '' }) => values.deleteData(store, path),
      })
      .on('subkeys/*path', { read: (call, { path = '' }) => values.readSubkeys(store, call, path) })
      .on('delete/*path', { write: (call, { path = '' }) => values.deleteVersions(store, call, path) })
      .on('undelete/*path', { write: (call, { path = '' }) => values.undeleteVersions(store, call, path) })
      .on('destroy/*path', { write: (call, { path = '' }) => values.destroyVersions(store, call, path) })
      .on('metadata', { list: () => keys(store.list('')) })
      .on('metadata/*path', {
        list: (_call, { path = '' }) => keys(store.list(path)),
        read: (_call, { path = '' }) => facts.readMetadata(store, path),
        write: (call, { path = '' }) => facts.writeMetadata(store, call, path),
        patch: (call, { path = '' }) => facts.patchMetadata(store, call, path),
        delete: (_call, { path = '' }) => facts.deleteMetadata(store, path),
      });
  }

  exists(path: string): boolean | undefined {
    const [kind, ...rest] = path.split('/');
    return kind === 'data' || kind === 'metadata' ? this.#store.find(rest.join('/')) !== undefined : undefined;
  }

  handle(call: Call): Reply {
    return this.#routes.handle(call);
  }
}
