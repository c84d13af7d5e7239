import { freePort } from '@drawbridge/deploy/processes/ports';
import { openSandbox, type Sandbox, type SandboxOptions } from '@drawbridge/deploy/sandbox-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Client } from './client.ts';
import type { Actor } from './world.ts';

export const clientId = 'drawbridge-sandbox';
export const clientSecret = 'sandbox-client-secret-canary-4711';
export const publicUrl = 'http://127.0.0.1:3999';

export interface Refreshes {
  granted: number;
  refused: number;
}

/** A real OAuth server, with what was asked of its token endpoint. */
export interface TestSandbox extends Sandbox {
  env: Record<string, string>;
  /** How often a refresh succeeded, and how often it was refused. */
  refreshes: Refreshes;
  /** The same of one account alone. */
  refreshesOf(account: string): Refreshes;
  /** Accounts whose refresh tokens may be used again after a new one was given, as with most providers. */
  lenient: Set<string>;
  revocations: number;
  /** Lets the token endpoint answer this status; undefined: as it should. */
  answer(status: number | undefined): void;
  /** Holds the next token request back until it is released. */
  hold(): { arrived: Promise<void>; release(): void };
  /** Ends every grant that it knows, as a person does in the settings of their account. */
  forgetGrants(): Promise<void>;
}

export async function startSandbox(
  accessTokenSeconds = 3600,
  consoleUrl = publicUrl,
  more: Pick<SandboxOptions, 'signedClient'> = {},
): Promise<TestSandbox> {
  const port = await freePort();
  const sandbox = await openSandbox({
    port,
    clientId,
    clientSecret,
    redirectUri: `${consoleUrl}/api/v1/oauth/callback`,
    accessTokenSeconds,
    ...more,
  });
  let status: number | undefined;
  let gate: { arrive(): void; open: Promise<void> } | undefined;
  const grants = new Set<string>();
  const byAccount = new Map<string, Refreshes>();
  const refreshesOf = (account: string) => {
    if (!byAccount.has(account)) byAccount.set(account, { granted: 0, refused: 0 });
    return byAccount.get(account) as Refreshes;
  };
  sandbox.provider.use(async (context, next) => {
    if (context.path !== '/token') return next();
    if (status !== undefined) {
      context.status = status;
      context.body = 'away';
      return;
    }
    const here = gate;
    gate = undefined;
    here?.arrive();
    await here?.open;
    await next();
  });
  const made: TestSandbox = {
    ...sandbox,
    env: { DRAWBRIDGE_SANDBOX_URL: sandbox.url, EGRESS_ALLOW: `sandbox=127.0.0.1:${port}` },
    refreshes: { granted: 0, refused: 0 },
    refreshesOf,
    lenient: new Set(),
    revocations: 0,
    answer: (given) => void (status = given),
    hold: () => {
      let [arrive, release] = [() => {}, () => {}];
      const arrived = new Promise<void>((resolve) => (arrive = resolve));
      const open = new Promise<void>((resolve) => (release = resolve));
      gate = { arrive, open };
      return { arrived, release };
    },
    forgetGrants: async () => {
      for (const id of grants) await (await sandbox.provider.Grant.find(id))?.destroy();
    },
  };
  sandbox.provider.on('grant.success', (context) => {
    const grantId = (context.oidc.entities.RefreshToken ?? context.oidc.entities.AuthorizationCode)?.grantId;
    if (grantId !== undefined) grants.add(grantId);
  });
  const count = (context: KoaContextWithOIDC, outcome: keyof Refreshes) => {
    if (context.oidc?.params?.['grant_type'] !== 'refresh_token') return;
    const account = context.oidc.entities.Account?.accountId;
    made.refreshes[outcome] += 1;
    if (account !== undefined) refreshesOf(account)[outcome] += 1;
    const used = context.oidc.entities.RotatedRefreshToken;
    if (used === undefined || account === undefined || !made.lenient.has(account)) return;
    delete (used as { consumed?: unknown }).consumed;
    void used.save();
  };
  sandbox.provider.on('grant.success', (context) => count(context, 'granted'));
  sandbox.provider.on('grant.error', (context) => count(context, 'refused'));
  sandbox.provider.on('refresh_token.destroyed', () => void (made.revocations += 1));
  return made;
}

/** Registers the sandbox's client, as the platform's or a tenant's own. */
export async function registerClient(actor: Client, id = clientId, secret = clientSecret): Promise<string> {
  const reply = await actor.post('/oauth-clients', {
    appId: 'sandbox',
    authMethod: 'oauth2',
    clientId: id,
    clientSecret: secret,
  });
  if (reply.status !== 201) throw new Error(`no client: ${reply.text}`);
  return (reply.body as { id: string }).id;
}

/** A browser at the provider: follows its redirects with its cookies, signs in, and stops where it is sent back to us. */
export async function consent(authorizationUrl: string, name: string, action = 'continue'): Promise<string> {
  const jar = new Map<string, string>();
  let [address, body]: [string, string | undefined] = [authorizationUrl, undefined];
  for (let step = 0; step < 12; step++) {
    if (address.startsWith(publicUrl)) return address.slice(`${publicUrl}/api/v1`.length);
    const reply: Response = await fetch(address, {
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; '),
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body !== undefined && { method: 'POST', body }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location: string | null = reply.headers.get('location');
    if (location !== null) [address, body] = [new URL(location, address).href, undefined];
    else if (reply.status === 200 && body === undefined) body = new URLSearchParams({ name, action }).toString();
    else throw new Error(`the provider answered ${reply.status}: ${(await reply.text()).slice(0, 400)}`);
  }
  throw new Error('the provider does not come to an end');
}

/** Starts an attempt; gives its id and where the person is sent. */
export async function start(actor: Actor, name: string): Promise<{ attemptId: string; authorizationUrl: string }> {
  const reply = await actor.post('/connections', { appId: 'sandbox', authMethod: 'oauth2', name });
  if (reply.status !== 201) throw new Error(`no attempt: ${reply.text}`);
  return reply.body as { attemptId: string; authorizationUrl: string };
}

/** Connects an account as a person does; gives the id of the connection. */
export async function connectSandbox(actor: Actor, name: string, account = name): Promise<string> {
  const { attemptId, authorizationUrl } = await start(actor, name);
  const returned = await actor.get(await consent(authorizationUrl, account));
  const tested = await actor.get(`/connections/${attemptId}/test`);
  const { connectionId } = tested.body as { connectionId?: string };
  if (connectionId === undefined) throw new Error(`no connection: ${returned.status} ${returned.text} ${tested.text}`);
  return connectionId;
}
