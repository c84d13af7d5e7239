import type { MethodDefinition, ProviderReply, RequestDefinition } from '@drawbridge/catalog';
import type { Egress } from '../platform/egress/index.ts';
import { buildRequest } from './inject.ts';
import { toProviderReply } from './provider-reply.ts';
import { signRequest } from './sign-request.ts';
import type { Values } from './values.ts';

/** A test as a whole may take several calls; each has this many milliseconds unless the definition says otherwise. */
const callMs = 5_000;

/** More would keep the person who waits for the result; a definition cannot ask for it. */
const maxCallMs = 20_000;

/** Sends a request of a definition. Redirects are replies: a provider's API has no reason to send us elsewhere. */
export async function send(
  egress: Egress,
  method: MethodDefinition,
  request: RequestDefinition,
  values: Values,
): Promise<ProviderReply> {
  const built = signRequest(method, request, buildRequest(method, request, values), values);
  const totalMs = Math.min((request.timeoutSeconds ?? 0) * 1000 || callMs, maxCallMs);
  return toProviderReply(await egress.request({ ...built, totalMs, oversize: 'cut' }));
}
