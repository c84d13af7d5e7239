import { Journal, type Change } from './journal.ts';
import { Tree } from './tree.ts';

const COMPACT_AFTER_BYTES = 4 << 20;

/** A folder of the store, as one backend sees it. */
export interface Folder {
  get<T>(key: string): T | undefined;
  has(key: string): boolean;
  put(key: string, value: unknown): void;
  delete(key: string): void;
  deleteFolder(key: string): void;
  list(key: string): string[];
  folder(key: string): Folder;
}

/**
 * The unsealed store: everything in memory, every change in the journal. Handlers run synchronously inside
 * `transaction`, so a request is atomic; `durable` resolves once all that happened so far is on the disk.
 */
export class Store {
  readonly #tree: Tree;
  readonly #journal: Journal;
  readonly #onFailure: (error: unknown) => void;
  #queue = new Map<string, string | null>();
  #waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  #writing: Promise<void> | undefined;
  #undo: Change[] | undefined;
  #failure: unknown;
  readonly root: Folder = folderOf(this, '');

  private constructor(tree: Tree, journal: Journal, onFailure: (error: unknown) => void) {
    this.#tree = tree;
    this.#journal = journal;
    this.#onFailure = onFailure;
  }

  static async create(file: string, key: Buffer): Promise<Store> {
    return new Store(new Tree(), await Journal.create(file, key, []), () => undefined);
  }

  static async open(file: string, key: Buffer, onFailure: (error: unknown) => void): Promise<Store> {
    const tree = new Tree();
    const journal = await Journal.open(file, key, (changes) => {
      for (const [name, value] of changes) {
        if (value === null) tree.delete(name);
        else tree.set(name, value);
      }
    });
    return new Store(tree, journal, onFailure);
  }

  /** Runs `work`; a throw takes back every change it made. */
  transaction<T>(work: () => T): T {
    if (this.#failure !== undefined) throw asError(this.#failure);
    const undo: Change[] = (this.#undo = []);
    try {
      const result = work();
      for (const [key] of undo) this.#queue.set(key, this.#tree.get(key) ?? null);
      return result;
    } catch (error) {
      for (const [key, value] of undo.reverse()) this.#apply(key, value);
      throw error;
    } finally {
      this.#undo = undefined;
    }
  }

  /** Runs a part of a transaction; a throw takes back the changes of this part only. */
  savepoint<T>(work: () => T): T {
    const undo = this.#undo ?? [];
    const start = undo.length;
    try {
      return work();
    } catch (error) {
      for (const [key, value] of undo.splice(start).reverse()) this.#apply(key, value);
      throw error;
    }
  }

  /** Resolves when every change up to now would survive a power cut. */
  durable(): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(asError(this.#failure));
    if (this.#queue.size === 0 && !this.#writing) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#writing ??= this.#drain();
    });
  }

  async close(): Promise<void> {
    await this.durable().catch(() => undefined);
    await this.#writing;
    await this.#journal.close();
  }

  get(key: string): string | undefined {
    return this.#tree.get(key);
  }

  set(key: string, value: string | null): void {
    if (!this.#undo) throw new Error('a change outside a transaction');
    this.#undo.push([key, this.#tree.get(key) ?? null]);
    this.#apply(key, value);
  }

  list(key: string): string[] {
    return this.#tree.list(key);
  }

  entries(key: string): Iterable<[string, string]> {
    return this.#tree.entries(key);
  }

  #apply(key: string, value: string | null): void {
    if (value === null) this.#tree.delete(key);
    else this.#tree.set(key, value);
  }

  /** One write at a time; all that queued up meanwhile goes into the next one. */
  async #drain(): Promise<void> {
    await Promise.resolve(); // lets the other requests of this turn join the same write
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      const changes = [...this.#queue];
      this.#waiting = [];
      this.#queue = new Map();
      try {
        if (this.#journal.size > Math.max(COMPACT_AFTER_BYTES, 4 * this.#tree.bytes))
          await this.#journal.compact([...this.#tree.entries()]);
        else if (changes.length > 0) await this.#journal.append(changes);
        for (const { resolve } of waiting) resolve();
      } catch (error) {
        this.#failure = error;
        for (const { reject } of [...waiting, ...this.#waiting]) reject(error);
        this.#waiting = [];
        this.#onFailure(error);
      }
    }
    this.#writing = undefined;
  }
}

const asError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error('the store failed', { cause }));

function folderOf(store: Store, prefix: string): Folder {
  return {
    get: <T>(key: string) => {
      const text = store.get(prefix + key);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
    has: (key) => store.get(prefix + key) !== undefined,
    put: (key, value) => store.set(prefix + key, JSON.stringify(value)),
    delete: (key) => store.set(prefix + key, null),
    deleteFolder: (key) => {
      for (const [name] of [...store.entries(prefix + key)]) store.set(name, null);
    },
    list: (key) => store.list((prefix + key).replace(/\/$/, '')),
    folder: (key) => folderOf(store, `${prefix}${key}/`),
  };
}
