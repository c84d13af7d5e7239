import { EgressError } from './egress-error.ts';
import { fromUrlHostname } from './host-name.ts';
import type { Target } from './policy.ts';

/** Where a URL leads. Blocked: another scheme, or one with a user name or a password. */
export function httpTarget(url: URL): Target {
  const service = url.protocol === 'https:' ? 'https' : url.protocol === 'http:' ? 'http' : null;
  if (!service || url.username !== '' || url.password !== '') throw new EgressError('blocked');
  const isEncrypted = service === 'https';
  const port = url.port === '' ? (isEncrypted ? 443 : 80) : Number(url.port);
  return { host: fromUrlHostname(url.hostname), port, service, isEncrypted };
}
