import type { MethodDefinition } from '@drawbridge/catalog';
import type { SecretFields } from '../secrets/index.ts';
import { holds } from './holds.ts';

/** What renews a token. */
const keptBack = ['client_secret', 'refresh_token'];

/**
 * What a workflow may see of a secret: the access token and fields of the method; never what renews it, by whatever name a
 * definition keeps it.
 */
export function handedOut(method: MethodDefinition, secrets: SecretFields): SecretFields {
  const names = new Set([...method.fields.map((field) => field.key), ...Object.keys(method.oauth2?.tokenFields ?? {})]);
  const kept = keptBack.flatMap((name) => secrets[name] || []);
  const isShown = ([name, value]: [string, string]) =>
    name === 'access_token' || (names.has(name) && !keptBack.includes(name) && !holds(value, kept));
  return Object.fromEntries(Object.entries(secrets).filter(isShown));
}
