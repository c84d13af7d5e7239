import type { FieldDefinition } from './field.ts';
import type { MethodDefinition } from './method.ts';
import type { Injection, RequestDefinition } from './request.ts';
import { parseUrlTemplate, placeholdersIn } from './template.ts';

/** What a definition hands to an address: the credential of a connection, or what the OAuth client shows itself with. */
export type Handed = 'credential' | 'oauth_client';

/** One address that a definition calls or sends a person to. */
export interface Destination {
  /** Scheme and host as the definition writes them, with what decides about each placeholder in them. */
  readonly address: string;
  readonly purpose: 'requests' | 'sign_in' | 'authorization' | 'token' | 'revocation';
  readonly handed: readonly Handed[];
}

/**
 * Every address of a method, by the definition alone. Two versions of a definition that name the same addresses hand the
 * same things to the same hosts, whatever is typed or answered later: what decides about a placeholder is part of the text.
 */
export function destinationsOf(method: MethodDefinition): Destination[] {
  const found = new Map<string, Destination>();
  for (const { url, purpose, handed } of callsOf(method)) {
    const address = addressOf(method, url);
    const key = JSON.stringify([address, purpose]);
    const both = new Set([...(found.get(key)?.handed ?? []), ...handed]);
    found.set(key, { address, purpose, handed: [...both].sort() });
  }
  return [...found.values()];
}

/** The addresses that get what the OAuth client shows itself with. */
export const clientAddresses = (method: MethodDefinition): string[] => [
  ...new Set(
    destinationsOf(method)
      .filter(({ handed }) => handed.includes('oauth_client'))
      .map(({ address }) => address),
  ),
];

/** Where the credential goes in each request, in one line each; templates, never values. */
export const injectionLines = (method: Pick<MethodDefinition, 'inject'>): string[] => method.inject.map(lineOf);

interface Call {
  readonly url: string;
  readonly purpose: Destination['purpose'];
  readonly handed: readonly Handed[];
}

function callsOf(method: MethodDefinition): Call[] {
  const { oauth2, session, server, protocol, baseUrl } = method;
  const calls: Call[] = requestsOf(method).map(({ url }) => ({ url, purpose: 'requests', handed: handedBy(method) }));
  const add = (url: string | undefined, purpose: Call['purpose'], ...handed: Handed[]) =>
    void (url !== undefined && calls.push({ url, purpose, handed }));
  if (baseUrl !== undefined) calls.push({ url: '', purpose: 'requests', handed: handedBy(method) });
  if (server)
    add(server.connectionString ?? `${protocol}://${server.host ?? ''}:${server.port ?? ''}`, 'requests', 'credential');
  add(session?.request.url, 'sign_in', 'credential');
  add(session?.logout?.url, 'sign_in', 'credential');
  add(oauth2?.authorizationUrl, 'authorization');
  add(oauth2?.pushedAuthorizationUrl, 'token', 'oauth_client');
  add(oauth2?.tokenUrl, 'token', 'credential', 'oauth_client');
  add(oauth2?.refreshUrl, 'token', 'credential', 'oauth_client');
  add(oauth2?.longLivedExchange?.url, 'token', 'credential', 'oauth_client');
  add(oauth2?.revocation?.url, 'revocation', 'credential', 'oauth_client');
  return calls;
}

function requestsOf({ test, permissionTest, account, lookups }: MethodDefinition): RequestDefinition[] {
  return [
    test.kind === 'request' ? test.request : undefined,
    permissionTest?.kind === 'request' ? permissionTest.request : undefined,
    account?.request,
    ...lookups.map(({ request }) => request),
  ].filter((request) => request !== undefined);
}

/** Some APIs want the client's secret in each request. */
const handedBy = (method: MethodDefinition): Handed[] =>
  JSON.stringify([method.inject, method.staticHeaders, requestsOf(method)]).includes('{client_secret}')
    ? ['credential', 'oauth_client']
    : ['credential'];

function addressOf(method: MethodDefinition, url: string, depth = 0): string {
  const isRelative = url === '' || url.startsWith('/');
  const template = isRelative ? (method.baseUrl ?? '') : url;
  const parsed = parseUrlTemplate(template);
  const origin = !parsed
    ? template
    : 'field' in parsed.origin
      ? `{${parsed.origin.field}}`
      : `${parsed.origin.scheme}://${parsed.origin.host}`;
  const rules = placeholdersIn(origin).map((name) => {
    const field = method.fields.find(({ key }) => key === name);
    return `{${name}}: ${field ? ruleOf(method, field, depth) : 'not declared'}`;
  });
  return rules.length === 0 ? origin : `${origin} (${rules.join('; ')})`;
}

/** What decides about the value of a field that stands in a host. */
function ruleOf(method: MethodDefinition, field: FieldDefinition, depth: number): string {
  const { options, allowedHostSuffixes, pattern, default: usual } = field;
  return [
    options ? `one of ${options.map(({ value }) => value).join(', ')}` : (open[field.format] ?? 'as typed'),
    allowedHostSuffixes && `ending in ${allowedHostSuffixes.join(' or ')}`,
    pattern !== undefined && `matching ${pattern}`,
    usual !== undefined && `${usual} unless told`,
    sourceOf(method, field, depth),
  ]
    .filter(Boolean)
    .join(', ');
}

const open: Partial<Record<FieldDefinition['format'], string>> = {
  url: 'any address',
  host: 'any host',
  host_label: 'one part of a name',
};

function sourceOf(method: MethodDefinition, { filledFrom: from }: FieldDefinition, depth: number): string | undefined {
  switch (from?.from) {
    case undefined:
      return undefined;
    case 'token':
    case 'session':
      return `as the ${from.from} reply says at ${from.path}`;
    case 'callback':
      return `as the redirect says in ${from.param}`;
    case 'field':
      return `out of {${from.field}} by ${from.match ?? from.path ?? '$'}`;
    case 'lookup': {
      const lookup = method.lookups.find(({ key }) => key === from.lookup);
      const at = lookup && depth < 3 ? addressOf(method, lookup.request.url, depth + 1) : from.lookup;
      return `as ${at} says at ${from.path}`;
    }
  }
}

function lineOf(item: Injection): string {
  switch (item.in) {
    case 'header':
      return `header ${item.name}: ${item.value}`;
    case 'query':
      return `query ${item.name}=${item.value}`;
    case 'body':
      return `body ${item.name}=${item.value}`;
    case 'basic':
      return `basic ${item.username}:${item.password}`;
    case 'path':
      return `path {${item.field}}`;
    case 'login':
      return `login ${item.username}:${item.password}`;
  }
}
