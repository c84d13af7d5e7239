import * as field from '../http/fields.ts';
import { isObject, type JsonObject } from '../http/json.ts';
import { badRequest, data, VaultError, type Reply } from '../http/reply.ts';
import type { Call } from '../http/routes.ts';

/**
 * Runs one operation on the request itself or on every item of `batch_input`. A failed item reports its own error
 * and makes the whole answer 400, unless `partial_failure_response_code` says otherwise and some item succeeded.
 * https://developer.hashicorp.com/vault/api-docs/secret/transit#batch_input
 */
export function eachItem(call: Call, work: (item: JsonObject) => JsonObject): Reply {
  const batch = call.body.batch_input;
  if (batch === undefined || batch === null) return data(work(call.body));
  if (!Array.isArray(batch) || batch.length === 0) throw badRequest('missing batch input to process');
  let failures = 0;
  const results = batch.map((item): JsonObject => {
    const reference: JsonObject =
      isObject(item) && typeof item.reference === 'string' ? { reference: item.reference } : {};
    try {
      if (!isObject(item)) throw badRequest('a batch item must be a map');
      return { ...work(item), ...reference };
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      failures++;
      return { error: error.message, ...reference };
    }
  });
  if (failures === 0) return data({ batch_results: results });
  const partial = field.integer(call.body, 'partial_failure_response_code');
  return data({ batch_results: results }, partial > 0 && failures < batch.length ? partial : 400);
}
