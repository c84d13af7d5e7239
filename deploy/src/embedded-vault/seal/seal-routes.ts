import * as field from '../http/fields.ts';
import type { JsonObject } from '../http/json.ts';
import { badRequest, VaultError, type Reply } from '../http/reply.ts';
import type { Operation } from '../http/routes.ts';
import type { Store } from '../storage/store.ts';
import { health, sealStatus } from './health.ts';
import type { Seal } from './seal.ts';
import { parseShare } from './unseal-progress.ts';

export interface OpenRequest {
  operation: Operation;
  body: JsonObject;
  query: URLSearchParams;
}

type OpenHandler = (request: OpenRequest) => Reply | Promise<Reply>;

/** The calls that need neither a token nor an open Vault: health, init, seal-status and unseal. */
export function openRoutes(
  seal: Seal,
  parts: { furnish: (store: Store) => string; opened: () => void },
): Map<string, OpenHandler> {
  return new Map<string, OpenHandler>([
    ['sys/health', ({ operation, query }) => (operation === 'read' ? health(seal, query) : notAllowed())],
    [
      'sys/seal-status',
      ({ operation }) => (operation === 'read' ? { status: 200, body: sealStatus(seal) } : notAllowed()),
    ],
    [
      'sys/init',
      (request) =>
        request.operation === 'read'
          ? { status: 200, body: { initialized: seal.config !== undefined } }
          : initialise(seal, request, parts.furnish),
    ],
    ['sys/unseal', (request) => unseal(seal, request, parts.opened)],
  ]);
}

function notAllowed(): never {
  throw new VaultError(405, 'unsupported operation');
}

/** https://developer.hashicorp.com/vault/api-docs/system/init */
async function initialise(
  seal: Seal,
  { operation, body }: OpenRequest,
  furnish: (store: Store) => string,
): Promise<Reply> {
  if (operation !== 'write') notAllowed();
  for (const name of [
    'pgp_keys',
    'root_token_pgp_key',
    'stored_shares',
    'recovery_shares',
    'recovery_pgp_keys',
  ] as const) {
    if (field.has(body, name) && body[name] !== 0 && body[name] !== '')
      throw badRequest(`dev-embedded does not support "${name}"`);
  }
  const made = await seal.initialise(
    field.integer(body, 'secret_shares'),
    field.integer(body, 'secret_threshold'),
    furnish,
  );
  return {
    status: 200,
    body: {
      keys: made.keys.map((key) => key.toString('hex')),
      keys_base64: made.keys.map((key) => key.toString('base64')),
      root_token: made.rootToken,
    },
  };
}

/** https://developer.hashicorp.com/vault/api-docs/system/unseal */
async function unseal(seal: Seal, { operation, body }: OpenRequest, opened: () => void): Promise<Reply> {
  if (operation !== 'write') notAllowed();
  if (!seal.config) throw badRequest('Vault is not yet initialized');
  if (field.flag(body, 'migrate')) throw badRequest('dev-embedded has no seal migration');
  if (field.flag(body, 'reset')) {
    if (seal.store) throw badRequest('vault is unsealed');
    seal.progress.reset();
  } else {
    const key = field.text(body, 'key');
    if (!key) throw badRequest("'key' must be specified in request body as JSON, or 'reset' set to true");
    if (await seal.unseal(parseShare(key))) opened();
  }
  return { status: 200, body: sealStatus(seal) };
}
