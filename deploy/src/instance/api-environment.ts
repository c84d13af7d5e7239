import type { Database } from './database.ts';
import type { Parts } from './parts.ts';

interface Sources {
  parts: Parts;
  database: Database;
  vault: NodeJS.ProcessEnv;
  mailUrl?: string;
  sandboxUrl?: string;
}

/** What the API process is told. It never learns the owner's password of the database. */
export function apiEnvironment({ parts, database, vault, mailUrl, sandboxUrl }: Sources): NodeJS.ProcessEnv {
  const { settings, folder, ports } = parts;
  const env: NodeJS.ProcessEnv = {
    ...settings.env,
    ...vault,
    DATABASE_URL: database.app,
    DATABASE_WORKER_URL: database.worker,
    HOST: settings.host,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    DRAWBRIDGE_MODE: settings.mode,
  };
  delete env.DATABASE_OWNER_URL;
  if (settings.mode !== 'demo') return env;
  const allowed = [
    settings.env.EGRESS_ALLOW,
    database.demoTarget && `demo-postgres=127.0.0.1:${ports.postgres}`,
    mailUrl && `demo-mail=127.0.0.1:${ports.mail}`,
    sandboxUrl && `demo-oauth=127.0.0.1:${ports.sandbox}`,
  ];
  env.EGRESS_ALLOW = allowed.filter(Boolean).join(',');
  env.SMTP_URL = settings.env.SMTP_URL || mailUrl;
  env.DRAWBRIDGE_DEMO_FILE = folder.demo;
  env.DRAWBRIDGE_DEMO_POSTGRES_URL = database.demoTarget;
  env.DRAWBRIDGE_DEMO_SMTP_URL = mailUrl;
  env.DRAWBRIDGE_SANDBOX_URL = sandboxUrl;
  env.DRAWBRIDGE_SANDBOX_SECRET = sandboxUrl && parts.secrets.sandbox;
  return env;
}
