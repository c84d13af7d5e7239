import { z } from 'zod';
import { readJsonFile, writePrivateFile } from '../files.ts';

const demo = z.looseObject({
  url: z.string(),
  users: z.array(
    z.looseObject({ email: z.string(), password: z.string(), role: z.string(), tenant: z.string().nullish() }),
  ),
});

/** The sign-ins that the seed left, with the address of this start; undefined before the seed. */
export function readDemo(file: string, url: string): z.infer<typeof demo> | undefined {
  const found = readJsonFile(file, demo);
  if (found && found.url !== url) writePrivateFile(file, JSON.stringify({ ...found, url }, null, 2));
  return found;
}

/** The sign-ins as a table for the terminal. */
export function signInTable(file: string, url: string): string[] {
  const users = readDemo(file, url)?.users ?? [];
  if (users.length === 0) return [];
  const rows = [
    ['Sign in with', 'password', 'role', 'tenant'],
    ...users.map((user) => [user.email, user.password, user.role, user.tenant ?? '']),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
