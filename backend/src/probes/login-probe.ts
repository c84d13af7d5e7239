import {
  fillTemplate,
  judgeReply,
  matches,
  TemplateError,
  type MethodDefinition,
  type Protocol,
  type ProviderReply,
} from '@drawbridge/catalog';
import type { Egress } from '../platform/egress/index.ts';
import { accountOf, safeText } from './account.ts';
import { fromVerdict, type Finding } from './outcome.ts';
import type { ProbeResult, Subject } from './probe-types.ts';
import { secretsOf } from './secrets.ts';
import type { Values } from './values.ts';

/** Where a login goes and with what, filled from the definition. */
export interface Login {
  readonly host: string;
  readonly port: number;
  /** starttls, tls, none; for databases verify-full, require, disable. Empty: not said. */
  readonly security: string;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  /** PEM or OpenSSH form; empty: the password counts. */
  readonly privateKey: string;
  readonly passphrase: string;
  /** SHA-256 fingerprint of the host key that must be shown; empty: any. */
  readonly hostKey: string;
  /** The whole address, where it is one text; host and port are then empty. */
  readonly connectionString: string;
  /** The harmless command after the login. */
  readonly command: string;
}

/** What a login came to. Network failures are thrown as they are. */
export interface LoginReply {
  /** Without `replyCode` and `status` the login succeeded and the command was run. */
  readonly reply: ProviderReply;
  /** What this protocol's codes mean where the definition does not say. */
  readonly finding?: Finding;
  /** Who was logged in, where the server tells more than the fields do. */
  readonly account?: { readonly id: string; readonly label: string };
  /** What was found for fields that were left empty. */
  readonly values?: Readonly<Record<string, string>>;
}

/** One protocol that is not HTTP: logs in, runs the command, says what came of it. */
export type LoginProbe = (egress: Egress, login: Login, appName: string) => Promise<LoginReply>;

export type LoginProbes = Readonly<Record<Exclude<Protocol, 'http'>, LoginProbe>>;

/** Tests a credential by logging in. The definition's codes are asked first, then those of the protocol. */
export async function probeLogin(egress: Egress, probe: LoginProbe, subject: Subject): Promise<ProbeResult> {
  const { reply, finding, account, values } = await probe(
    egress,
    loginOf(subject.method, subject.values),
    subject.app.name,
  );
  const judged =
    finding && !isRuled(subject.method, reply)
      ? finding
      : fromVerdict(judgeReply(subject.method, reply), subject.app.name);
  if (judged.test.token !== 'ok') return judged;
  const secrets = secretsOf(subject.method, subject.values);
  const id = account && safeText(account.id, secrets);
  const known = id ? { id, label: safeText(account.label, secrets) } : accountOf(subject, secrets, reply);
  return { ...judged, ...(known ? { account: known } : {}), ...(values ? { values } : {}) };
}

/** Whether the definition itself says what this reply means. */
function isRuled({ errors, test }: MethodDefinition, reply: ProviderReply): boolean {
  const conditions = [...errors.map((rule) => rule.when), ...(test.kind === 'login' ? test.invalid : [])];
  return conditions.some((condition) => matches(condition, reply));
}

function loginOf(method: MethodDefinition, values: Values): Login {
  const server = method.server;
  const login = method.inject.find((item) => item.in === 'login');
  const connectionString = filled(server?.connectionString ?? '', values);
  const port = Number(filled(server?.port ?? '', values));
  const host = filled(server?.host ?? '', values);
  if (connectionString === '' && (host === '' || !Number.isInteger(port)))
    throw new TemplateError('server', 'has no host or no port');
  return {
    host,
    port,
    connectionString,
    security: filled(server?.security ?? '', values),
    database: filled(server?.database ?? '', values),
    username: filled(login?.username ?? '', values),
    password: filled(login?.password ?? '', values),
    privateKey: filled(login?.privateKey ?? '', values),
    passphrase: filled(login?.passphrase ?? '', values),
    hostKey: filled(server?.hostKey ?? '', values),
    command: method.test.kind === 'login' ? (method.test.command ?? '') : '',
  };
}

/** A value that is not there leaves its part empty: not every server asks for a user or a database. */
function filled(template: string, values: Values): string {
  try {
    return fillTemplate(template, values, 'body');
  } catch (error) {
    if (error instanceof TemplateError) return '';
    throw error;
  }
}
