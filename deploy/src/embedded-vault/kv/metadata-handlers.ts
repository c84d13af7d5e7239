import * as field from '../http/fields.ts';
import type { JsonObject } from '../http/json.ts';
import { badRequest, data, noContent, notFound, type Reply } from '../http/reply.ts';
import type { Call } from '../http/routes.ts';
import { requirePatchType, requirePath } from './data-handlers.ts';
import type { KvStore } from './kv-store.ts';
import { describeSecret, emptySecret, type Secret } from './secret.ts';

/** `metadata/:path` and `config`: https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#create-update-metadata */

export function readMetadata(store: KvStore, path: string): Reply {
  const secret = store.find(path);
  if (!secret) throw notFound();
  return data(describeSecret(secret, field.goDuration(secret.deleteVersionAfter)));
}

export function writeMetadata(store: KvStore, call: Call, path: string): Reply {
  requirePath(path);
  store.save(path, { ...change(store.find(path) ?? emptySecret(Date.now()), call.body), ...custom(call.body) });
  return noContent;
}

export function patchMetadata(store: KvStore, call: Call, path: string): Reply {
  requirePatchType(call);
  const secret = store.find(path);
  if (!secret) throw notFound();
  const body = { ...call.body };
  if (body.custom_metadata === null) {
    store.save(path, { ...change(secret, body), customMetadata: null });
    return noContent;
  }
  const patch = body.custom_metadata;
  const removed =
    typeof patch === 'object' && !Array.isArray(patch) ? Object.keys(patch).filter((key) => patch[key] === null) : [];
  const kept = Object.entries(secret.customMetadata ?? {}).filter(([key]) => !removed.includes(key));
  const added =
    typeof patch === 'object' && !Array.isArray(patch)
      ? Object.entries(patch).filter(([, value]) => value !== null)
      : [];
  const merged = patch === undefined ? {} : custom({ custom_metadata: Object.fromEntries([...kept, ...added]) });
  store.save(path, { ...change(secret, body), ...merged });
  return noContent;
}

export function deleteMetadata(store: KvStore, path: string): Reply {
  store.erase(path);
  return noContent;
}

export function readConfig(store: KvStore): Reply {
  const { maxVersions, casRequired, deleteVersionAfter } = store.config;
  return data({
    max_versions: maxVersions,
    cas_required: casRequired,
    delete_version_after: field.goDuration(deleteVersionAfter),
  });
}

export function writeConfig(store: KvStore, call: Call): Reply {
  store.config = limits(store.config, call.body);
  return noContent;
}

const change = (secret: Secret, body: JsonObject): Secret => ({
  ...secret,
  ...limits(secret, body),
  updatedAt: Date.now(),
});

function limits(current: { maxVersions: number; casRequired: boolean; deleteVersionAfter: number }, body: JsonObject) {
  const maxVersions = field.has(body, 'max_versions') ? field.integer(body, 'max_versions') : current.maxVersions;
  if (maxVersions < 0) throw badRequest('max_versions cannot be negative');
  const asked = String(body.delete_version_after ?? '');
  return {
    maxVersions,
    casRequired: field.has(body, 'cas_required') ? field.flag(body, 'cas_required') : current.casRequired,
    deleteVersionAfter:
      asked === ''
        ? current.deleteVersionAfter
        : asked.startsWith('-')
          ? 0
          : field.seconds(body, 'delete_version_after'),
  };
}

/** At most 64 keys of 128 bytes with values of 512 bytes, all printable. */
function custom(body: JsonObject): { customMetadata?: Record<string, string> | null } {
  if (body.custom_metadata === undefined) return {};
  const entries = Object.entries(field.stringMap(body, 'custom_metadata') ?? {});
  if (entries.length > 64) throw badRequest('custom_metadata holds at most 64 keys');
  for (const [key, value] of entries) {
    if (key === '' || Buffer.byteLength(key) > 128) throw badRequest('a custom_metadata key has 1 to 128 bytes');
    if (value === '' || Buffer.byteLength(value) > 512) throw badRequest('a custom_metadata value has 1 to 512 bytes');
    if (/\p{C}/u.test(key + value)) throw badRequest('custom_metadata must be printable');
  }
  return { customMetadata: entries.length > 0 ? Object.fromEntries(entries) : null };
}
