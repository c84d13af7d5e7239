/**
 * The store on disk: one append-only file of sealed records. A record is everything that was changed since the
 * last one (group commit), so a crash can only tear the last record, and a torn record was never acknowledged.
 * Layout: magic, file id, then records of `length, box`; a box is bound to the file and to its place in it.
 */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import * as cipher from './cipher.ts';
import { syncFolder } from './files.ts';

export type Change = [key: string, value: string | null];

const MAGIC = Buffer.from('DBVAULT1');
const HEADER = MAGIC.length + 16;
const SNAPSHOT_RECORD_BYTES = 1 << 20;

export class DamagedJournal extends Error {}

export class Journal {
  readonly #key: Buffer;
  readonly #file: string;
  #handle: FileHandle;
  #id: Buffer;
  #sequence = 0;
  #size = HEADER;

  private constructor(file: string, key: Buffer, handle: FileHandle, id: Buffer) {
    this.#file = file;
    this.#key = key;
    this.#handle = handle;
    this.#id = id;
  }

  get size(): number {
    return this.#size;
  }

  /** Writes a whole new store beside the old one and swaps it in. */
  static async create(file: string, key: Buffer, entries: Iterable<Change>): Promise<Journal> {
    const draft = `${file}.new`;
    await rm(draft, { force: true });
    const id = randomBytes(HEADER - MAGIC.length);
    const journal = new Journal(file, key, await open(draft, 'wx', 0o600), id);
    await journal.#handle.write(Buffer.concat([MAGIC, id]), 0, HEADER, 0);
    for (const batch of batches(entries)) await journal.#write(batch);
    await journal.#handle.sync();
    await rename(draft, file);
    await syncFolder(path.dirname(file));
    return journal;
  }

  /** Reads the store back, cutting off a torn last record. */
  static async open(file: string, key: Buffer, apply: (changes: Change[]) => void): Promise<Journal> {
    const bytes = await readFile(file);
    if (bytes.length < HEADER || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
      throw new DamagedJournal('the store has no valid header');
    const journal = new Journal(file, key, await open(file, 'r+'), Buffer.from(bytes.subarray(MAGIC.length, HEADER)));
    try {
      journal.#replay(bytes, apply);
      if (journal.#size < bytes.length) {
        await journal.#handle.truncate(journal.#size);
        await journal.#handle.sync();
      }
      return journal;
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  /** Appends the changes as one record and returns when they are on the disk. */
  async append(changes: Change[]): Promise<void> {
    await this.#write(changes);
    await this.#handle.datasync();
  }

  /** Replaces the file by a snapshot of `entries`. */
  async compact(entries: Iterable<Change>): Promise<void> {
    const next = await Journal.create(this.#file, this.#key, entries);
    await this.#handle.close();
    this.#handle = next.#handle;
    this.#id = next.#id;
    this.#sequence = next.#sequence;
    this.#size = next.#size;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #write(changes: Change[]): Promise<void> {
    const box = cipher.seal(this.#key, Buffer.from(JSON.stringify(changes)), this.#place());
    const record = Buffer.alloc(4 + box.length);
    record.writeUInt32BE(box.length);
    box.copy(record, 4);
    await this.#handle.write(record, 0, record.length, this.#size);
    this.#size += record.length;
    this.#sequence++;
  }

  #replay(bytes: Buffer, apply: (changes: Change[]) => void): void {
    while (this.#size + 4 <= bytes.length) {
      const end = this.#size + 4 + bytes.readUInt32BE(this.#size);
      const box = bytes.subarray(this.#size + 4, Math.min(end, bytes.length));
      const plaintext = end <= bytes.length ? cipher.open(this.#key, box, this.#place()) : undefined;
      if (!plaintext) {
        const isTorn = end >= bytes.length || bytes.subarray(this.#size).every((byte) => byte === 0);
        if (isTorn) return;
        throw new DamagedJournal(`the store is damaged at byte ${this.#size}`);
      }
      apply(JSON.parse(plaintext.toString()) as Change[]);
      this.#size = end;
      this.#sequence++;
    }
  }

  /** Binds a record to this file and its position, so that records cannot be moved, repeated or left out. */
  #place(): Buffer {
    const place = Buffer.alloc(this.#id.length + 8);
    this.#id.copy(place);
    place.writeBigUInt64BE(BigInt(this.#sequence), this.#id.length);
    return place;
  }
}

function* batches(entries: Iterable<Change>): Generator<Change[]> {
  let batch: Change[] = [];
  let bytes = 0;
  for (const entry of entries) {
    batch.push(entry);
    bytes += entry[0].length + (entry[1]?.length ?? 0);
    if (bytes < SNAPSHOT_RECORD_BYTES) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}
