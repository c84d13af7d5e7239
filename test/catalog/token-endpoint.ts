import type { Expected } from './arrival.ts';
import type { ProviderFacts } from './provider-facts.ts';

/** What the token endpoint expects of a client that asks for a token by its own right; RFC 6749 section 4.4. */
export function tokenCall({ login }: ProviderFacts): { readonly expected: Expected } | undefined {
  if (login?.grant !== 'client_credentials') return undefined;
  const scope = login.scopes?.length ? { scope: login.scopes.join(login.separator ?? ' ') } : {};
  const members = { grant_type: 'client_credentials', ...scope, ...login.fixed };
  const client = { client_id: '{client_id}', client_secret: '{client_secret}' };
  if (login.verb === 'GET') {
    const sends = Object.fromEntries(
      Object.entries({ ...members, ...client }).map(([name, value]) => [`query ${name}`, value]),
    );
    return { expected: { call: `GET ${login.token}`, sends } };
  }
  const sends: Record<string, string> =
    login.client === 'body'
      ? Object.fromEntries(Object.entries(client).map(([name, value]) => [`body ${name}`, value]))
      : { basic: '{client_id}:{client_secret}' };
  return { expected: { call: `POST ${login.token}`, sends, body: members } };
}
