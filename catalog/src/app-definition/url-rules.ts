import type { FieldDefinition } from './field.ts';
import type { MethodDefinition } from './method.ts';
import type { Fault } from './rules.ts';
import { parseUrlTemplate, placeholder, placeholdersIn } from './template.ts';

/** Hosts are fixed, or made of declared host fields: a pasted value must never send a credential to a foreign host. */
export function* urlFaults(method: MethodDefinition): Generator<Fault> {
  for (const [path, url] of urlsOf(method)) {
    const relative = url === '' || url.startsWith('/');
    if (relative && path[0] !== 'baseUrl' && path[0] !== 'credentialUrl') {
      if (url.startsWith('//')) yield { path, message: 'a relative URL starts with one slash' };
      continue;
    }
    for (const message of absoluteFaults(url, method)) yield { path, message };
  }
  for (const item of method.inject) {
    if (item.in === 'path' && !placeholdersIn(method.baseUrl ?? '').includes(item.field)) {
      yield { path: ['inject'], message: `the base URL does not hold {${item.field}}` };
    }
  }
}

function* urlsOf(method: MethodDefinition): Generator<[(string | number)[], string]> {
  const { baseUrl, credentialUrl, oauth2, keyGrant, session, account, test, permissionTest } = method;
  const named: [string, string | undefined][] = [
    ['baseUrl', baseUrl],
    ['credentialUrl', credentialUrl?.replace(/#.*$/, '')],
    ['keyGrant', keyGrant?.url],
    ['session', session?.request.url],
    ['session', session?.logout?.url],
    ['account', account?.request?.url],
    ['test', test.kind === 'request' ? test.request.url : undefined],
    ['permissionTest', permissionTest?.kind === 'request' ? permissionTest.request.url : undefined],
    ...method.lookups.map((lookup): [string, string] => ['lookups', lookup.request.url]),
    ...[
      oauth2?.authorizationUrl,
      oauth2?.pushedAuthorizationUrl,
      oauth2?.tokenUrl,
      oauth2?.refreshUrl,
      oauth2?.longLivedExchange?.url,
      oauth2?.revocation?.url,
    ].map((url): [string, string | undefined] => ['oauth2', url]),
  ];
  for (const [name, url] of named) if (url !== undefined) yield [[name], url];
}

function* absoluteFaults(url: string, method: MethodDefinition): Generator<string> {
  const parsed = parseUrlTemplate(url);
  if (!parsed) {
    yield 'must be an absolute URL, or one that starts with a {placeholder} for a field of format url';
  } else if ('field' in parsed.origin) {
    const field = fieldOf(method, parsed.origin.field);
    if (field?.format !== 'url') yield `{${parsed.origin.field}} at the start of a URL must be a field of format url`;
  } else {
    if (parsed.origin.scheme !== 'https') yield 'must be https: it has to begin with https://';
    yield* hostFaults(parsed.origin.host, method);
  }
}

function* hostFaults(host: string, method: MethodDefinition): Generator<string> {
  if (!/^[a-z0-9.-]+$/i.test(host.replace(placeholder, 'x')))
    yield `the host ${host} is none: it may hold letters, digits, hyphens and dots`;
  for (const match of host.matchAll(placeholder)) {
    const name = match[2] as string;
    const field = fieldOf(method, name);
    const rest = host.slice(match.index + match[0].length);
    if (!field) yield `{${name}} in a host must be a declared field`;
    else if (field.options) continue;
    else if (field.format === 'host') {
      if (rest !== '') yield `{${name}} is a whole host and must end the host`;
    } else if (field.format !== 'host_label')
      yield `{${name}} in a host must have format host or host_label, or options`;
    else if (!/^[a-z0-9-]*(\.[a-z0-9-]+){2,}$/i.test(rest)) yield `{${name}} must be followed by a fixed domain`;
    else if (field.hostSuffix && field.hostSuffix !== rest)
      yield `{${name}} is followed by ${rest}, not by ${field.hostSuffix}`;
  }
}

function fieldOf(method: MethodDefinition, key: string): FieldDefinition | undefined {
  return method.fields.find((field) => field.key === key);
}
