import { shownAddress, type MethodDefinition, type ShownCall } from '@drawbridge/catalog';
import type { ObservedCall } from '../platform/egress/index.ts';

/** A call as it may be kept and shown: the words of the definition, never what was put into them. */
export function shownCall(method: MethodDefinition, call: ObservedCall): ShownCall {
  const { target, status, durationMs } = call;
  const { purpose, address } =
    target instanceof URL ? shownAddress(method, target) : { purpose: 'test', address: serverOf(method, target) };
  return {
    purpose,
    request: `${call.method} ${address}`,
    status,
    durationMs,
    errorClass: call.failure ?? classOf(status),
  };
}

/** A host out of a connection string is a part of a secret. */
function serverOf(method: MethodDefinition, { service, host, port }: Exclude<ObservedCall['target'], URL>): string {
  return method.server?.connectionString === undefined ? `${service}://${host}:${port}` : `${service}://…`;
}

function classOf(status: number | null): string | null {
  if (status === null || status < 400) return null;
  return status < 500 ? 'http_4xx' : 'http_5xx';
}
