import { randomBytes, randomUUID } from 'node:crypto';
import * as field from '../http/fields.ts';
import { isObject, type JsonObject } from '../http/json.ts';
import { badRequest } from '../http/reply.ts';

/** One entry of the mount table, for secrets engines and auth methods alike. */
export interface Mount {
  path: string;
  type: string;
  uuid: string;
  accessor: string;
  description: string;
  options: Record<string, string> | null;
}

export function newMount(
  path: string,
  type: string,
  description: string,
  options: Mount['options'],
  kind: 'auth' | 'secret',
): Mount {
  const accessor = `${kind === 'auth' ? 'auth_' : ''}${type}_${randomBytes(4).toString('hex')}`;
  return { path, type, uuid: randomUUID(), accessor, description, options };
}

/** The body of https://developer.hashicorp.com/vault/api-docs/system/mounts#enable-secrets-engine, checked. */
export function requestedMount(path: string, body: JsonObject, kind: 'auth' | 'secret'): Mount {
  const asked = field.text(body, 'type');
  if (!asked) throw badRequest('backend type must be specified as a string');
  const options = isObject(body.options) ? field.stringMap(body, 'options') : null;
  if (field.flag(body, 'local') || field.flag(body, 'seal_wrap'))
    throw badRequest('dev-embedded has no replication and no seal wrapping');
  const config = isObject(body.config) ? body.config : {};
  for (const name of ['default_lease_ttl', 'max_lease_ttl'] as const) {
    if (field.seconds(config, name) > 0) throw badRequest(`dev-embedded has no "${name}" of a mount`);
  }
  if (!/^[\w.-]+(?:\/[\w.-]+)*$/.test(path)) throw badRequest('invalid mount path');
  const isKv2 = asked === 'kv-v2' || (asked === 'kv' && options?.version === '2');
  const type =
    kind === 'auth'
      ? asked === 'approle'
        ? 'approle'
        : undefined
      : isKv2
        ? 'kv'
        : asked === 'transit'
          ? 'transit'
          : undefined;
  if (!type)
    throw badRequest(
      `dev-embedded has no ${kind === 'auth' ? 'auth method' : 'secrets engine'} of type "${asked}"${asked === 'kv' ? ' and version 1' : ''}`,
    );
  return newMount(
    `${path}/`,
    type,
    field.text(body, 'description'),
    isKv2 ? { ...options, version: '2' } : options,
    kind,
  );
}

export const describeMount = (mount: Mount): JsonObject => ({
  accessor: mount.accessor,
  config: {
    default_lease_ttl: 0,
    force_no_cache: false,
    max_lease_ttl: 0,
    ...(mount.path === 'token/' && { token_type: 'default-service' }),
  },
  deprecation_status: 'supported',
  description: mount.description,
  external_entropy_access: false,
  local: false,
  options: mount.options,
  plugin_version: '',
  running_plugin_version: '',
  running_sha256: '',
  seal_wrap: false,
  type: mount.type,
  uuid: mount.uuid,
});
