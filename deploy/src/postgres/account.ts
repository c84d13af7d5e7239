import { spawnSync } from 'node:child_process';

export interface Account {
  uid: number;
  gid: number;
}

const nobody: Account = { uid: 65_534, gid: 65_534 };

/** PostgreSQL refuses to run as root; there it runs as `nobody`. Elsewhere as whoever starts it. */
export const serverAccount = (): Account | undefined => (process.getuid?.() === 0 ? nobody : undefined);

/** Whether the account can enter this folder. Tried for real, so that every parent folder and every kind of ACL counts. */
export function reaches(account: Account | undefined, folder: string): boolean {
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}
