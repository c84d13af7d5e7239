import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from './json.ts';

/** What a handler answers; the server turns it into HTTP. `body` absent means no content. */
export interface Reply {
  status: number;
  body?: JsonObject;
}

/** A refusal. Vault always answers `{"errors": [...]}`: https://developer.hashicorp.com/vault/api-docs#error-response */
export class VaultError extends Error {
  readonly status: number;
  readonly errors: string[];

  constructor(status: number, ...errors: string[]) {
    super(errors[0] ?? `status ${status}`);
    this.status = status;
    this.errors = errors;
  }
}

export const badRequest = (message: string) => new VaultError(400, message);
export const denied = () => new VaultError(403, 'permission denied');
export const notFound = () => new VaultError(404);

export const noContent: Reply = { status: 204 };

/** The envelope of every logical response: https://developer.hashicorp.com/vault/api-docs */
function envelope(parts: { data?: Json; auth?: Json; warnings?: string[] }): JsonObject {
  return {
    request_id: randomUUID(),
    lease_id: '',
    renewable: false,
    lease_duration: 0,
    data: parts.data ?? null,
    wrap_info: null,
    warnings: parts.warnings ?? null,
    auth: parts.auth ?? null,
  };
}

export const data = (value: JsonObject, status = 200): Reply => ({ status, body: envelope({ data: value }) });

export const auth = (value: JsonObject): Reply => ({ status: 200, body: envelope({ auth: value }) });

/** A list: the keys, or 404 when there are none. */
export function keys(names: string[]): Reply {
  if (names.length === 0) throw notFound();
  return data({ keys: names });
}

/** Reads below `sys/` repeat the data at the top level, as clients older than the envelope expect. */
export const sysData = (value: JsonObject): Reply => ({
  status: 200,
  body: { ...value, ...envelope({ data: value }) },
});
