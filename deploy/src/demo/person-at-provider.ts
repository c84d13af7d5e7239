import { z } from 'zod';
import { readJsonFile } from '../files.ts';
import { differs, expectTrue } from './expect.ts';
import type { InstanceFacts } from './instance-facts.ts';

const mostSteps = 12;
const granted = z.record(z.string(), z.object({ payload: z.record(z.string(), z.unknown()) }));

/** A person's browser at the provider: follows its redirects with its cookies, fills in its form, and comes back to us. */
export async function authorizeAt(
  authorizationUrl: string,
  form: { name: string; action?: 'continue' | 'cancel'; lifetime?: 'short' },
): Promise<string> {
  const jar = new Map<string, string>();
  const { origin } = new URL(authorizationUrl);
  let address = new URL(authorizationUrl);
  let body: string | undefined;
  for (let step = 0; step < mostSteps; step++) {
    if (address.origin !== origin) return `${address.pathname.replace('/api/v1', '')}${address.search}`;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const type = 'application/x-www-form-urlencoded';
    const reply: Response = await fetch(address, {
      redirect: 'manual',
      headers: body === undefined ? { cookie } : { cookie, 'content-type': type },
      ...(body !== undefined && { method: 'POST', body }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location: string | null = reply.headers.get('location');
    expectTrue(
      location !== null || (reply.ok && body === undefined),
      'the provider',
      'a form or a redirect',
      reply.status,
    );
    if (location !== null) [address, body] = [new URL(location, address), undefined];
    else body = new URLSearchParams({ action: 'continue', ...form }).toString();
  }
  throw differs('the provider', 'an end', `${mostSteps} steps`);
}

/** A refresh token of this account that was used already, as a thief would have it: from the provider's own notes. */
export function usedRefreshToken({ provider }: InstanceFacts, account: string): string | undefined {
  const kept = readJsonFile(provider.file, granted) ?? {};
  const found = Object.entries(kept).find(
    ([key, { payload }]) =>
      key.startsWith('RefreshToken:') && payload.accountId === account && payload.consumed !== undefined,
  );
  return found?.[0].slice('RefreshToken:'.length);
}

/** Presents a refresh token to the provider as our client; returns the error it answers with. */
export async function presentAgain({ provider }: InstanceFacts, client: string, token: string): Promise<string> {
  const reply = await fetch(`${provider.url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${provider.clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }),
  });
  const { error } = (await reply.json()) as { error?: string };
  return error ?? `status ${reply.status}`;
}

/** Uses an access token as a workflow does; tells what the provider answers. */
export async function whoIs({ provider }: InstanceFacts, accessToken: string): Promise<string | number> {
  const reply = await fetch(`${provider.url}/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  return reply.ok ? ((await reply.json()) as { sub: string }).sub : reply.status;
}
