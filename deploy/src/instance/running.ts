import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { readJsonFile, writePrivateFile } from '../files.ts';
import { identify, isAlive, signal, waitFor, type ProcessIdentity } from '../processes/process-identity.ts';
import { errorCode, StartError } from '../start-error.ts';

const identity = z.object({ pid: z.number(), startedAt: z.string() });
const shape = identity.extend({
  url: z.string(),
  stopping: z.boolean(),
  children: z.array(identity.extend({ name: z.string() })),
});

/** The record of the running instance: keeps a second one out, and lets the next one end what a killed one left. */
export class RunningRecord {
  private constructor(
    private readonly file: string,
    private record: z.infer<typeof shape>,
  ) {}

  /** Takes the data folder for this process, after ending children of an instance that was killed. */
  static async take(file: string, url: string): Promise<RunningRecord> {
    const self = identify(process.pid) ?? { pid: process.pid, startedAt: '' };
    const record = { ...self, url, stopping: false, children: [] };
    for (let tries = 0; tries < 3; tries++) {
      try {
        writeFileSync(file, JSON.stringify(record), { flag: 'wx', mode: 0o600 });
        return new RunningRecord(file, record);
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      }
      await clearStale(file);
    }
    throw new StartError('Another instance is starting on the same data folder.');
  }

  setChildren(children: ({ name: string } & ProcessIdentity)[]): void {
    this.change({ children });
  }

  /** Tells a start that is waiting for the folder that it will be free soon. */
  setStopping(): void {
    this.change({ stopping: true });
  }

  release(): void {
    rmSync(this.file, { force: true });
  }

  private change(fields: Partial<z.infer<typeof shape>>): void {
    this.record = { ...this.record, ...fields };
    try {
      writePrivateFile(this.file, JSON.stringify(this.record));
    } catch {
      // The data folder was deleted while it runs: no reason not to stop in order.
    }
  }
}

async function clearStale(file: string): Promise<void> {
  const earlier = readRecord(file);
  if (earlier && !(await ends(file, earlier)))
    throw new StartError(`Drawbridge already runs on this data folder (process ${earlier.pid}, ${earlier.url}).`);
  for (const child of earlier?.children ?? []) await endChild(child);
  removeStale(file, earlier);
}

/** Moved away before it is removed: of two starts at once, the slower one must not remove the record of the other. */
function removeStale(file: string, judged: ProcessIdentity | undefined): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return; // it stopped in order, or the other start was faster
    throw error;
  }
  const isJudged = readRecord(aside)?.pid === judged?.pid;
  if (!isJudged) linkSync(aside, file);
  rmSync(aside, { force: true });
  if (!isJudged) throw new StartError('Another instance is starting on the same data folder.');
}

/** One that is stopping gets the time for it; whether it is may show a moment after its terminal is gone. */
async function ends(file: string, earlier: ProcessIdentity): Promise<boolean> {
  const isGone = () => !isAlive(earlier);
  await waitFor(() => isGone() || readRecord(file)?.stopping === true, 1_000);
  return waitFor(isGone, readRecord(file)?.stopping === true ? 12_000 : 0);
}

/** A child notices by itself that its launcher is gone; this gives it the time, and ends it when it hangs. */
async function endChild(child: ProcessIdentity): Promise<void> {
  if (await waitFor(() => !isAlive(child), 5_000)) return;
  signal(child.pid, 'SIGKILL');
  await waitFor(() => !isAlive(child), 2_000);
}

function readRecord(file: string): z.infer<typeof shape> | undefined {
  try {
    return readJsonFile(file, shape);
  } catch {
    return undefined; // cut short by a crash
  }
}
