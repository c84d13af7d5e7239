import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { errorCode, StartError } from '../start-error.ts';

export interface DataFolder {
  root: string;
  logs: string;
  vault: string;
  mail: string;
  secrets: string;
  ports: string;
  vaultKeys: string;
  running: string;
  demo: string;
  sandbox: string;
}

/** Makes the data folder and its parts, or says why it cannot be used. */
export function openDataFolder(root: string): DataFolder {
  const folder: DataFolder = {
    root,
    logs: path.join(root, 'logs'),
    vault: path.join(root, 'vault'),
    mail: path.join(root, 'mail'),
    secrets: path.join(root, 'secrets.json'),
    ports: path.join(root, 'ports.json'),
    vaultKeys: path.join(root, 'vault-keys.json'),
    running: path.join(root, 'running.json'),
    demo: path.join(root, 'demo.json'),
    sandbox: path.join(root, 'sandbox.json'),
  };
  try {
    makeFolder(root);
    if (!statSync(root).isDirectory()) throw new StartError(`${root} is not a folder; set DRAWBRIDGE_DATA to one.`);
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
    // As root, the database runs as another account, which passes through this folder but cannot list it.
    chmodSync(root, process.getuid?.() === 0 ? 0o711 : 0o700);
    for (const part of [folder.logs, folder.vault, folder.mail]) mkdirSync(part, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(reason(root, errorCode(error)));
  }
  return folder;
}

// Not mkdir's own recursion: Node never returns from it where the file system answers ENOENT, as /proc does.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function reason(root: string, code: string | undefined): string {
  if (code === 'EEXIST' || code === 'ENOTDIR') return `${root} is not a folder; set DRAWBRIDGE_DATA to one.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `The folder ${root} cannot be read and written by this user; change its owner, or set DRAWBRIDGE_DATA to another folder.`;
  if (code === 'EROFS')
    return `The folder ${root} is on a read-only file system; set DRAWBRIDGE_DATA to another folder.`;
  if (code === 'ENOSPC') return `The disk of ${root} is full.`;
  return `The folder ${root} cannot be used (${code ?? 'unknown error'}); set DRAWBRIDGE_DATA to another folder.`;
}
