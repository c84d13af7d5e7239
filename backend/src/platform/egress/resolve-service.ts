import { Resolver as NameServers } from 'node:dns/promises';
import { EgressError } from './egress-error.ts';

/** The servers that stand behind a service name, and the text records beside them. */
export interface ServiceRecords {
  readonly servers: readonly { readonly name: string; readonly port: number }[];
  readonly texts: readonly string[];
}

/** Answers the SRV records of `_service._tcp.name` and the TXT records of `name`. */
export type ServiceResolver = (service: string, name: string) => Promise<ServiceRecords>;

/** Milliseconds for one question, and how often it is asked. */
const patience = { timeout: 2_000, tries: 2 };

/** More than a large cluster has; fewer than it takes to keep the process busy with them. */
const maxServers = 50;

/** The name servers of the operating system. */
export const systemServiceResolver: ServiceResolver = async (service, name) => {
  const names = new NameServers(patience);
  const [found, texts] = await Promise.all([
    names.resolveSrv(`_${service}._tcp.${name}`),
    names.resolveTxt(name).catch(() => []),
  ]);
  return { servers: found.map(({ name, port }) => ({ name, port })), texts: texts.map((parts) => parts.join('')) };
};

/** Resolves a service name. Every server must lie in the domain of the name: nobody else may receive the credential. */
export async function resolveService(
  service: string,
  name: string,
  resolver: ServiceResolver,
): Promise<ServiceRecords> {
  const domain = `.${name.split('.').slice(1).join('.')}`;
  if (name.split('.').length < 3) throw new EgressError('blocked');
  let found: ServiceRecords;
  try {
    found = await resolver(service, name);
  } catch {
    throw new EgressError('dns');
  }
  if (found.servers.length === 0 || found.servers.length > maxServers) throw new EgressError('dns');
  const isForeign = found.servers.some((server) => !server.name.toLowerCase().replace(/\.$/, '').endsWith(domain));
  if (isForeign) throw new EgressError('blocked');
  return found;
}
