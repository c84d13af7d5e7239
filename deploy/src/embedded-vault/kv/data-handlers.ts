import * as field from '../http/fields.ts';
import { isObject, mergePatch, type Json, type JsonObject } from '../http/json.ts';
import { badRequest, data, noContent, notFound, VaultError, type Reply } from '../http/reply.ts';
import type { Call } from '../http/routes.ts';
import type { KvStore } from './kv-store.ts';
import { describeVersion, isGone, type Secret } from './secret.ts';

/** `data/:path` and `subkeys/:path`: https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2 */

export function readData(store: KvStore, call: Call, path: string): Reply {
  const { secret, version, value } = choose(store, call, path);
  const body = { data: value ?? null, metadata: describeVersion(secret, version) };
  return data(body, value === undefined ? 404 : 200);
}

export function writeData(store: KvStore, call: Call, path: string): Reply {
  requirePath(path);
  const value = call.body.data;
  if (value === undefined || value === null) throw badRequest('no data provided');
  if (!isObject(value)) throw badRequest('data must be a map');
  const { secret, version } = store.write(path, value, casOf(call.body));
  return data(describeVersion(secret, version));
}

export function patchData(store: KvStore, call: Call, path: string): Reply {
  requirePatchType(call);
  const patch = call.body.data;
  if (!isObject(patch)) throw badRequest('no data provided');
  const secret = store.find(path);
  const current = secret?.versions[secret.current];
  if (!secret || !current) throw notFound();
  if (isGone(current, Date.now())) return data({ data: null, metadata: describeVersion(secret, secret.current) }, 404);
  const merged = mergePatch(store.value(path, secret.current), patch) as JsonObject;
  const cas = casOf(call.body);
  const written = store.write(
    path,
    merged,
    cas ?? (secret.casRequired || store.config.casRequired ? undefined : secret.current),
  );
  return data(describeVersion(written.secret, written.version));
}

/** Deletes the current version, or reports nothing at all on a missing secret. */
export function deleteData(store: KvStore, path: string): Reply {
  const secret = store.find(path);
  return secret ? markDeleted(store, path, secret, [secret.current]) : noContent;
}

export function readSubkeys(store: KvStore, call: Call, path: string): Reply {
  const depth = field.integer({ depth: call.query.get('depth') ?? 0 }, 'depth');
  const { secret, version, value } = choose(store, call, path);
  const subkeys = value === undefined ? null : blank(value, depth);
  return data({ subkeys, metadata: describeVersion(secret, version) }, value === undefined ? 404 : 200);
}

export function deleteVersions(store: KvStore, call: Call, path: string): Reply {
  const numbers = versionsOf(call);
  const secret = store.find(path);
  return secret ? markDeleted(store, path, secret, numbers) : noContent;
}

export function undeleteVersions(store: KvStore, call: Call, path: string): Reply {
  const numbers = versionsOf(call);
  const secret = store.find(path);
  if (!secret) return noContent;
  for (const version of numbers.map((number) => secret.versions[number])) {
    if (version && !version.destroyed) version.deletedAt = 0;
  }
  store.save(path, secret);
  return noContent;
}

export function destroyVersions(store: KvStore, call: Call, path: string): Reply {
  const numbers = versionsOf(call);
  const secret = store.find(path);
  if (!secret) return noContent;
  for (const number of numbers) {
    const version = secret.versions[number];
    if (!version) continue;
    version.destroyed = true;
    store.destroyValue(path, number);
  }
  store.save(path, secret);
  return noContent;
}

export function requirePatchType(call: Call): void {
  if (call.contentType !== 'application/merge-patch+json')
    throw new VaultError(415, 'PATCH requires Content-Type application/merge-patch+json');
}

export function requirePath(path: string): void {
  if (path === '' || path.endsWith('/')) throw badRequest('a secret needs a path');
}

function choose(
  store: KvStore,
  call: Call,
  path: string,
): { secret: Secret; version: number; value: JsonObject | undefined } {
  const asked = field.integer({ version: call.query.get('version') ?? 0 }, 'version');
  const secret = store.find(path);
  const version = asked === 0 ? (secret?.current ?? 0) : asked;
  const facts = secret?.versions[version];
  if (!secret || !facts) throw notFound();
  return { secret, version, value: isGone(facts, Date.now()) ? undefined : store.value(path, version) };
}

function markDeleted(store: KvStore, path: string, secret: Secret, numbers: number[]): Reply {
  const now = Date.now();
  for (const version of numbers.map((number) => secret.versions[number])) {
    if (version && !isGone(version, now)) version.deletedAt = now;
  }
  store.save(path, secret);
  return noContent;
}

function versionsOf(call: Call): number[] {
  const numbers = field.integers(call.body, 'versions');
  if (numbers.length === 0) throw badRequest('no version number provided');
  return numbers;
}

function casOf(body: JsonObject): number | undefined {
  const options = body.options ?? {};
  if (!isObject(options)) throw badRequest('options must be a map');
  return field.has(options, 'cas') ? field.integer(options, 'cas') : undefined;
}

/** The shape of a secret without its values. */
function blank(value: Json, depth: number, level = 1): Json {
  if (!isObject(value) || Object.keys(value).length === 0) return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      depth > 0 && level >= depth ? null : blank(inner, depth, level + 1),
    ]),
  );
}
