import type { MethodDefinition } from './method.ts';
import { placeholdersIn } from './template.ts';
import type { Fault } from './rules.ts';

/** Every name that a template of this method may refer to. */
export function knownPlaceholders(method: MethodDefinition): Set<string> {
  const names = [
    ...method.fields.map((field) => field.key),
    ...Object.keys(method.oauth2?.tokenFields ?? {}),
    ...Object.keys(method.oauth2?.callbackFields ?? {}),
  ];
  if (method.oauth2)
    names.push('access_token', 'refresh_token', 'client_id', 'client_secret', 'redirect_uri', 'random');
  if (method.session) names.push('session_token');
  if (method.signing?.kind === 'jwt') names.push('signed_jwt');
  if (method.keyGrant) names.push('redirect_uri', 'callback_uri', 'state');
  return new Set(names);
}

/** Names used by our own templates that nothing declares. Reply paths and patterns are no templates. */
export function* placeholderFaults(method: MethodDefinition): Generator<Fault> {
  const known = knownPlaceholders(method);
  for (const [path, text] of textsOf(templateParts(method), [])) {
    for (const name of placeholdersIn(text)) {
      if (!known.has(name)) yield { path, message: `{${name}} is declared nowhere: a field of this key is missing` };
    }
  }
  for (const [part, name] of fieldReferences(method)) {
    if (!method.fields.some((field) => field.key === name))
      yield { path: [part], message: `no field is called ${name}: declare it among the fields` };
  }
}

function templateParts(method: MethodDefinition): Record<string, unknown> {
  const {
    baseUrl,
    server,
    inject,
    staticHeaders,
    oauth2,
    signing,
    session,
    lookups,
    keyGrant,
    test,
    permissionTest,
    account,
    credentialUrl,
  } = method;
  return {
    baseUrl,
    server,
    inject,
    staticHeaders,
    oauth2,
    signing,
    session,
    lookups,
    keyGrant,
    test,
    permissionTest,
    account,
    credentialUrl,
  };
}

function* textsOf(value: unknown, path: (string | number)[]): Generator<[(string | number)[], string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* textsOf(item, [...path, index]);
  else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) yield* textsOf(item, [...path, key]);
  }
}

function* fieldReferences(method: MethodDefinition): Generator<[string, string]> {
  for (const [key, value] of Object.entries(method.signing ?? {})) {
    if (key.endsWith('Field') && typeof value === 'string') yield ['signing', value];
  }
  for (const key of Object.keys(method.keyGrant?.fills ?? {})) yield ['keyGrant', key];
  for (const item of method.inject) if (item.in === 'path') yield ['inject', item.field];
  for (const field of Object.values(method.oauth2?.callbackFields ?? {})) {
    if (field.mustEqualField) yield ['oauth2', field.mustEqualField];
  }
}
