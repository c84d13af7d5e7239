import type { Config } from '../platform/index.ts';

/** Something real that the demo connects to. */
export interface DemoTarget {
  appId: string;
  authMethod: string;
  fields: Record<string, string>;
}

/** The database and the mail server that the launcher runs beside the demo. */
export function demoTargets(config: Config): { database?: DemoTarget; mail?: DemoTarget } {
  const { DRAWBRIDGE_DEMO_POSTGRES_URL: database, DRAWBRIDGE_DEMO_SMTP_URL: mail } = config;
  return {
    ...(database !== undefined && { database: databaseTarget(new URL(database)) }),
    ...(mail !== undefined && { mail: mailTarget(new URL(mail)) }),
  };
}

const databaseTarget = (url: URL): DemoTarget => ({
  appId: 'postgresql',
  authMethod: 'login',
  fields: { ...login(url), database: url.pathname.slice(1), sslmode: 'disable' },
});

const mailTarget = (url: URL): DemoTarget => ({
  appId: 'smtp',
  authMethod: 'smtp-login',
  fields: { ...login(url), security: 'none' },
});

const login = (url: URL) => ({
  host: url.hostname,
  port: url.port,
  username: decodeURIComponent(url.username),
  password: decodeURIComponent(url.password),
});
