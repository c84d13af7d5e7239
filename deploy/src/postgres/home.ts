import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../start-error.ts';
import { reaches, type Account } from './account.ts';

export interface Home {
  folder: string;
  /** Where it is instead of below the data folder, when it had to move. */
  movedTo?: string;
}

/**
 * The folder of the database: below the data folder, or, when the server's account cannot get there (a checkout
 * in a closed home folder), below /var/tmp, with a pointer left in the data folder.
 */
export function openHome(dataFolder: string, account: Account | undefined): Home {
  const beside = path.join(dataFolder, 'postgres');
  const pointer = path.join(dataFolder, 'postgres-location');
  if (existsSync(pointer)) {
    const moved = readFileSync(pointer, 'utf8').trim();
    return { folder: ownFolder(moved, account), movedTo: moved };
  }
  const folder = ownFolder(beside, account);
  if (reaches(account, folder)) return { folder };
  const moved = `/var/tmp/drawbridge-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`;
  ownFolder(moved, account);
  writeFileSync(pointer, `${moved}\n`);
  return { folder: moved, movedTo: moved };
}

/** Opened to be passed through, not to be listed. A folder that somebody else put there is refused. */
function ownFolder(folder: string, account: Account | undefined): string {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const { uid } = statSync(folder);
  if (uid !== (process.getuid?.() ?? uid))
    throw new StartError(
      `The folder ${folder} belongs to another user; remove it, or set DRAWBRIDGE_DATA to another folder.`,
    );
  chmodSync(folder, account ? 0o711 : 0o700);
  return folder;
}

/** Makes a folder that only the server's account may read. */
export function makeServerFolder(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}
