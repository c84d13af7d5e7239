import { randomBytes, randomUUID } from 'node:crypto';
import * as field from '../http/fields.ts';
import { isObject, type Json, type JsonObject } from '../http/json.ts';
import { badRequest, data, keys, noContent, notFound, VaultError, type Reply } from '../http/reply.ts';
import { Routes, type Backend, type Call } from '../http/routes.ts';
import type { Folder } from '../storage/store.ts';
import { parseCidrs } from '../tokens/cidr.ts';
import type { TokenEntry } from '../tokens/token.ts';
import type { TokenStore } from '../tokens/token-store.ts';
import { logIn } from './login.ts';
import { changeRole, describeRole, emptyRole, type Role } from './role.ts';
import { describeSecretId, SecretIds, type SecretId } from './secret-ids.ts';

/** `auth/approle/`: https://developer.hashicorp.com/vault/api-docs/auth/approle */
export class AppRoleBackend implements Backend {
  readonly type = 'approle';
  readonly #roles: Folder;
  readonly #roleIds: Folder;
  readonly #secretIds: SecretIds;
  readonly #routes: Routes;

  constructor(folder: Folder, tokens: TokenStore, mountPath: string) {
    this.#roles = folder.folder('role');
    this.#roleIds = folder.folder('role-id');
    this.#secretIds = new SecretIds(folder.folder('secret-id'), folder.get<string>('salt') ?? '');
    this.#routes = new Routes()
      .on('login', { write: (call) => logIn(call, this.#byRoleId(call), this.#secretIds, tokens, mountPath) })
      .on('role', { list: () => keys(this.#roles.list('')) })
      .on('role/:role', {
        read: (_call, { role = '' }) => data(describeRole(this.#role(role, notFound()))),
        write: (call, { role = '' }) => this.#write(role, call.body),
        delete: (_call, { role = '' }) => this.#delete(role),
      })
      .on('role/:role/role-id', {
        read: (_call, { role = '' }) => data({ role_id: this.#role(role, notFound()).roleId }),
        write: (call, { role = '' }) => this.#changeRoleId(role, call.body),
      })
      .on('role/:role/secret-id', {
        write: (call, { role = '' }) => this.#issue(role, call.body),
        list: (_call, { role = '' }) => this.#accessors(role),
      })
      .on('role/:role/custom-secret-id', {
        write: (call, { role = '' }) => this.#issue(role, call.body, field.text(call.body, 'secret_id')),
      })
      .on('role/:role/secret-id/lookup', { write: (call, { role = '' }) => this.#lookup(this.#given(role, call)) })
      .on('role/:role/secret-id/destroy', {
        write: (call, { role = '' }) => this.#destroy(role, call),
        delete: (call, { role = '' }) => this.#destroy(role, call),
      })
      .on('role/:role/secret-id-accessor/lookup', {
        write: (call, { role = '' }) => this.#lookupByAccessor(role, call),
      })
      .on('role/:role/secret-id-accessor/destroy', {
        write: (call, { role = '' }) => this.#destroyByAccessor(role, call),
        delete: (call, { role = '' }) => this.#destroyByAccessor(role, call),
      });
  }

  static furnish(folder: Folder): void {
    folder.put('salt', randomBytes(32).toString('hex'));
  }

  isOpen(path: string): boolean {
    return path === 'login';
  }

  exists(path: string): boolean | undefined {
    const [kind, role = '', ...rest] = path.split('/');
    return kind === 'role' && rest.length === 0 ? this.#roles.has(role.toLowerCase()) : undefined;
  }

  handle(call: Call): Reply {
    return this.#routes.handle(call);
  }

  /** A token of a role that is gone cannot be renewed. */
  mayRenew({ record }: TokenEntry): void {
    if (!this.#roles.has(record.meta?.role_name ?? '')) throw badRequest('the role of this token no longer exists');
  }

  sweep(): void {
    for (const role of this.#roles.list('')) this.#secretIds.sweep(role);
  }

  #role(name: string, missing: VaultError = new VaultError(404, `role "${name}" does not exist`)): Role {
    const role = this.#roles.get<Role>(name.toLowerCase());
    if (!role) throw missing;
    return role;
  }

  #write(name: string, body: JsonObject): Reply {
    const known = this.#roles.get<Role>(name.toLowerCase());
    const role = changeRole(known ?? emptyRole(randomUUID()), body);
    this.#claimRoleId(name.toLowerCase(), known?.roleId, role.roleId);
    this.#roles.put(name.toLowerCase(), role);
    return noContent;
  }

  #delete(name: string): Reply {
    const role = this.#roles.get<Role>(name.toLowerCase());
    if (role) this.#roleIds.delete(role.roleId);
    this.#roles.delete(name.toLowerCase());
    this.#secretIds.deleteAll(name.toLowerCase());
    return noContent;
  }

  #changeRoleId(name: string, body: JsonObject): Reply {
    const role = this.#role(name);
    const roleId = field.text(body, 'role_id');
    this.#claimRoleId(name.toLowerCase(), role.roleId, roleId);
    this.#roles.put(name.toLowerCase(), { ...role, roleId });
    return noContent;
  }

  #claimRoleId(name: string, before: string | undefined, roleId: string): void {
    if (!/^[\w.-]{1,256}$/.test(roleId)) throw badRequest('missing or invalid role_id');
    const owner = this.#roleIds.get<string>(roleId);
    if (owner !== undefined && owner !== name) throw badRequest('role_id already in use');
    if (before !== undefined) this.#roleIds.delete(before);
    this.#roleIds.put(roleId, name);
  }

  #byRoleId(call: Call): { name: string; role: Role } {
    const roleId = field.text(call.body, 'role_id').trim();
    if (!roleId) throw badRequest('missing role_id');
    const name = /^[\w.-]+$/.test(roleId) ? this.#roleIds.get<string>(roleId) : undefined;
    if (name === undefined) throw badRequest('invalid role or secret ID');
    return { name, role: this.#role(name) };
  }

  #issue(name: string, body: JsonObject, custom?: string): Reply {
    const role = this.#role(name);
    if (!role.bindSecretId) throw badRequest('bind_secret_id is not set on the role');
    if (custom === '') throw badRequest('missing secret_id');
    if (custom !== undefined && this.#secretIds.find(name.toLowerCase(), custom))
      throw badRequest('this secret id is already registered');
    const ttl = field.has(body, 'ttl') ? field.seconds(body, 'ttl') : role.secretIdTtl;
    const numUses = field.has(body, 'num_uses') ? field.integer(body, 'num_uses') : role.secretIdNumUses;
    if (numUses < 0) throw badRequest('num_uses cannot be negative');
    if (
      (role.secretIdNumUses > 0 && (numUses === 0 || numUses > role.secretIdNumUses)) ||
      (role.secretIdTtl > 0 && (ttl === 0 || ttl > role.secretIdTtl))
    ) {
      throw badRequest('a secret id cannot outlast what the role allows');
    }
    const { id, record } = this.#secretIds.create(
      name.toLowerCase(),
      {
        metadata: parseMetadata(field.text(body, 'metadata')),
        boundCidrs: parseCidrs('cidr_list', field.list(body, 'cidr_list')),
        tokenBoundCidrs: parseCidrs('token_bound_cidrs', field.list(body, 'token_bound_cidrs')),
        numUses,
        ttl,
      },
      custom,
    );
    return data({
      secret_id: id,
      secret_id_accessor: record.accessor,
      secret_id_ttl: record.ttl,
      secret_id_num_uses: record.numUses,
    });
  }

  #accessors(name: string): Reply {
    this.#role(name);
    return keys(this.#secretIds.accessors(name.toLowerCase()));
  }

  #given(role: string, call: Call): SecretId | undefined {
    const id = field.text(call.body, 'secret_id');
    if (!id) throw badRequest('missing secret_id');
    this.#role(role);
    return this.#secretIds.find(role.toLowerCase(), id);
  }

  #givenAccessor(role: string, call: Call): SecretId {
    const accessor = field.text(call.body, 'secret_id_accessor');
    if (!accessor) throw badRequest('missing secret_id_accessor');
    this.#role(role);
    const record = accessor.includes('/') ? undefined : this.#secretIds.findByAccessor(role.toLowerCase(), accessor);
    if (!record) throw new VaultError(404, 'failed to find accessor entry for the secret_id_accessor');
    return record;
  }

  #lookup(record: SecretId | undefined): Reply {
    return record ? data(describeSecretId(record)) : noContent;
  }

  #lookupByAccessor(role: string, call: Call): Reply {
    return this.#lookup(this.#givenAccessor(role, call));
  }

  #destroy(role: string, call: Call): Reply {
    const record = this.#given(role, call);
    if (record) this.#secretIds.delete(role.toLowerCase(), record);
    return noContent;
  }

  #destroyByAccessor(role: string, call: Call): Reply {
    this.#secretIds.delete(role.toLowerCase(), this.#givenAccessor(role, call));
    return noContent;
  }
}

/** Metadata is a JSON object inside a string, as the API page has it. */
function parseMetadata(text: string): Record<string, string> {
  if (text === '') return {};
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw badRequest('metadata must be a JSON object in a string');
  }
  if (!isObject(value)) throw badRequest('metadata must be a JSON object in a string');
  return field.stringMap({ value }, 'value') ?? {};
}
