import type { Adapter, AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import { readJsonFile, writePrivateFile } from './files.ts';

const shape = z.record(
  z.string(),
  z.object({ payload: z.record(z.string(), z.unknown()), endsAt: z.number().nullable() }),
);
type Entries = z.infer<typeof shape>;

const flushAfterMs = 200;

/** What the sandbox provider knows, in one file, so that its grants outlive a restart. */
export class SandboxStore {
  private readonly entries: Map<string, Entries[string]>;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly file: string | undefined) {
    this.entries = new Map(Object.entries(file === undefined ? {} : read(file)));
  }

  /** One kind of thing that the provider keeps. */
  adapter(kind: string): Adapter {
    const key = (id: string) => `${kind}:${id}`;
    const find = (id: string): Promise<AdapterPayload | undefined> => Promise.resolve(this.get(key(id)));
    const by = (member: string) => (value: string) =>
      Promise.resolve(this.where(kind, (payload) => payload[member] === value)[0]?.[1]);
    return {
      find,
      findByUid: by('uid'),
      findByUserCode: by('userCode'),
      upsert: (id, payload, expiresIn) => {
        this.set(key(id), payload, expiresIn);
        return Promise.resolve();
      },
      consume: async (id) => {
        const payload = await find(id);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
        this.changed();
      },
      destroy: (id) => {
        this.entries.delete(key(id));
        this.changed();
        return Promise.resolve();
      },
      revokeByGrantId: (grantId) => {
        for (const [name] of this.where(undefined, (payload) => payload.grantId === grantId)) this.entries.delete(name);
        this.changed();
        return Promise.resolve();
      },
    };
  }

  /** Writes what is not written yet. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.file === undefined) return;
    for (const key of this.entries.keys()) this.get(key);
    writePrivateFile(this.file, JSON.stringify(Object.fromEntries(this.entries)));
  }

  private get(key: string): AdapterPayload | undefined {
    const entry = this.entries.get(key);
    if (entry && entry.endsAt !== null && entry.endsAt < Date.now()) this.entries.delete(key);
    else return entry?.payload;
    return undefined;
  }

  private set(key: string, payload: AdapterPayload, expiresIn: number | undefined): void {
    this.entries.set(key, {
      payload,
      endsAt: expiresIn !== undefined && expiresIn > 0 ? Date.now() + expiresIn * 1000 : null,
    });
    this.changed();
  }

  private where(kind: string | undefined, is: (payload: AdapterPayload) => boolean): [string, AdapterPayload][] {
    return [...this.entries.keys()].flatMap((key): [string, AdapterPayload][] => {
      if (kind !== undefined && !key.startsWith(`${kind}:`)) return [];
      const payload = this.get(key);
      return payload && is(payload) ? [[key, payload]] : [];
    });
  }

  private changed(): void {
    if (this.file === undefined) return;
    this.timer ??= setTimeout(() => this.flush(), flushAfterMs).unref();
  }
}

function read(file: string): Entries {
  try {
    return readJsonFile(file, shape) ?? {};
  } catch {
    return {}; // Cut short by a crash: the grants are gone, and connections ask to be reauthorized.
  }
}
