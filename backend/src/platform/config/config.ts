import { z } from 'zod';
import { parseAllowEntries } from '../egress/index.ts';

const port = z.coerce.number().int().min(1).max(65_535);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const url = (schemes: string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
      `must be a URL such as ${example}`,
    );
const postgresUrl = url(['postgres:', 'postgresql:'], 'postgres://drawbridge_app:secret@db.internal:5432/drawbridge');

/** `name=address:port` items: destinations that are reachable although they lie in a private network. */
const allowed = z
  .string()
  .default('')
  .transform((text, context) => {
    try {
      return parseAllowEntries(text);
    } catch {
      context.addIssue('must be items like demo-postgres=127.0.0.1:5432, parted by commas');
      return z.NEVER;
    }
  });
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

/** Every setting, from the environment. Nothing else in the code reads the environment. */
export const configSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  DRAWBRIDGE_MODE: z.enum(['demo', 'standard']).default('standard').describe('demo: seeds example data.'),
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1').describe('The address to listen on.'),
  PUBLIC_URL: url(['http:', 'https:'], 'https://drawbridge.example.com').default('http://localhost:3000'),
  TRUST_PROXY: flag.default(false).describe('true behind a reverse proxy that sets X-Forwarded-For.'),

  DATABASE_URL: postgresUrl.describe('As the role drawbridge_app.'),
  DATABASE_WORKER_URL: postgresUrl.describe('As the role drawbridge_worker, which owns the job queue.'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12).describe('Connections of the ORM at most.'),
  DATABASE_LOOKUP_POOL: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(8)
    .describe('Connections for look-ups at most.'),

  VAULT_ADDR: url(['http:', 'https:'], 'https://vault.internal:8200'),
  VAULT_NAMESPACE: z.string().optional(),
  VAULT_KV_MOUNT: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be the name of a KV version 2 mount')
    .default('secret'),
  VAULT_TRANSIT_MOUNT: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('transit'),
  VAULT_ROLE_ID: z.string().optional(),
  VAULT_SECRET_ID: z.string().optional(),
  VAULT_PUBLISHER_ROLE_ID: z.string().optional().describe('Omitted: the writer role is used.'),
  VAULT_PUBLISHER_SECRET_ID: z.string().optional(),
  VAULT_RESOLVER_ROLE_ID: z.string().optional().describe('Omitted: the writer role is used.'),
  VAULT_RESOLVER_SECRET_ID: z.string().optional(),
  VAULT_K8S_ROLE: z.string().optional().describe('Kubernetes auth in place of AppRole.'),
  VAULT_K8S_TOKEN_FILE: z.string().default('/var/run/secrets/kubernetes.io/serviceaccount/token'),
  VAULT_CACERT: z.string().optional().describe('A PEM file with the CA of the Vault server.'),

  SMTP_URL: url(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.com').optional(),
  MAIL_FROM: z.string().default('Drawbridge <drawbridge@localhost>'),

  EGRESS_ALLOW: allowed.describe('Private destinations that connections may reach, name=address:port.'),
  EGRESS_DENY: list.describe('Addresses, CIDR ranges and host names that they may never reach.'),

  SESSION_HOURS: z.coerce.number().min(1).max(24).default(12),
  SESSION_IDLE_MINUTES: z.coerce.number().min(5).max(720).default(30),
  SYSTEM_IDLE_MINUTES: z.coerce.number().min(5).max(720).default(15).describe('For system admins and compliance.'),

  FIRST_ADMIN_EMAIL: z.email().optional().describe('The first system admin, made when there is no user yet.'),
  FIRST_ADMIN_PASSWORD: z.string().min(12).optional(),
  DRAWBRIDGE_DEMO_FILE: z.string().optional().describe('Where the demo sign-ins are written.'),
  DRAWBRIDGE_DEMO_POSTGRES_URL: z.string().optional().describe('The database that the demo connects to.'),
  DRAWBRIDGE_DEMO_SMTP_URL: z.string().optional().describe('The mail server that the demo connects to.'),
  DRAWBRIDGE_SANDBOX_URL: url(['http:', 'https:'], 'http://127.0.0.1:4000')
    .optional()
    .describe('The OAuth provider that the demo runs; adds it to the catalog of apps.'),
  DRAWBRIDGE_SANDBOX_SECRET: z.string().optional().describe('The secret of our client there; the demo registers it.'),
  CONSOLE_DIR: z.string().optional().describe('The built console; omitted: the one beside this backend.'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  FAULT_AT: z.string().optional().describe('Tests only: ends the process with SIGKILL at this labelled step.'),
});

export type Config = z.infer<typeof configSchema>;
/** Injection token of the validated configuration. */
export const CONFIG = Symbol('CONFIG');

/** A setting that stops the start: its name, why, and what to write instead. */
export class ConfigError extends Error {}

/** Reads and checks the configuration; throws a ConfigError that names each wrong setting. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = configSchema.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const missing = env[name] === undefined || env[name] === '';
      return `${name} ${missing ? `is missing: ${issue.message}` : issue.message}`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  const config = parsed.data;
  const approle = config.VAULT_ROLE_ID !== undefined && config.VAULT_SECRET_ID !== undefined;
  if (!approle && config.VAULT_K8S_ROLE === undefined)
    throw new ConfigError(
      'VAULT_ROLE_ID and VAULT_SECRET_ID are missing: set both, or VAULT_K8S_ROLE=drawbridge for Kubernetes auth',
    );
  if (config.NODE_ENV === 'production') refuseInProduction(config);
  return config;
}

function refuseInProduction(config: Config): void {
  const vault = new URL(config.VAULT_ADDR);
  if (config.DRAWBRIDGE_MODE === 'demo')
    throw new ConfigError(
      'DRAWBRIDGE_MODE must not be demo when NODE_ENV is production: demo data holds known sign-ins',
    );
  if (vault.protocol === 'http:' && !isLoopback(vault.hostname))
    throw new ConfigError('VAULT_ADDR must use https when NODE_ENV is production, such as https://vault.internal:8200');
  if (new URL(config.PUBLIC_URL).protocol === 'http:' && !isLoopback(new URL(config.PUBLIC_URL).hostname))
    throw new ConfigError(
      'PUBLIC_URL must use https when NODE_ENV is production, such as https://drawbridge.example.com',
    );
  if (config.FAULT_AT !== undefined) throw new ConfigError('FAULT_AT must not be set when NODE_ENV is production');
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
