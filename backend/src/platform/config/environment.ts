import { z } from 'zod';
import { ConfigError, readConfig, type Config } from './config.ts';

/** The configuration of this process. */
export const configFromEnvironment = (): Config => readConfig(process.env);

const urls = z.object({
  DATABASE_OWNER_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'is missing or no URL: set it such as postgres://drawbridge_owner:secret@db.internal:5432/drawbridge',
  }),
  DATABASE_WORKER_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'is missing or no URL: set it such as postgres://drawbridge_worker:secret@db.internal:5432/drawbridge',
  }),
});

/** The roles that migrations run as. The app itself never gets the owner's password. */
export function migrationUrls(): { owner: string; worker: string } {
  const parsed = urls.safeParse(process.env);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`).join('\n'));
  return { owner: parsed.data.DATABASE_OWNER_URL, worker: parsed.data.DATABASE_WORKER_URL };
}
