import type { ServiceRecords } from '../platform/egress/index.ts';
import { UnusableCredential } from './outcome.ts';

/** What a connection string says, read without the driver: a driver would read files and ask name servers for it. */
export interface MongoAddress {
  /** In the order in which they are tried. */
  readonly servers: readonly { readonly host: string; readonly port: number }[];
  /** Set: the servers stand behind this service name. */
  readonly serviceName?: string;
  readonly username: string;
  readonly password: string;
  /** Empty: none was named. */
  readonly database: string;
  readonly options: ReadonlyMap<string, string>;
}

const form = /^mongodb(\+srv)?:\/\/([^:@/?]*):?([^@/?]*)@([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/** Reads a connection string; https://www.mongodb.com/docs/manual/reference/connection-string/ */
export function readMongoAddress(text: string): MongoAddress {
  const [, srv, username = '', password = '', hosts = '', database = '', query = ''] = form.exec(text) ?? [];
  const names = hosts.split(',').map((one) => /^([a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(one));
  if (username === '' || names.includes(null) || (srv && names.length > 1)) throw unreadable();
  const servers = names.map((match) => ({ host: match?.[1] ?? '', port: Number(match?.[2] ?? 27_017) }));
  const options = new Map([...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value]));
  return {
    servers: srv ? [] : servers,
    ...(srv ? { serviceName: servers[0]?.host ?? '' } : {}),
    username: decoded(username),
    password: decoded(password),
    database: decoded(database),
    options,
  };
}

/** The address with what the name servers said; options of the connection string win over theirs. */
export function withServers(address: MongoAddress, { servers, texts }: ServiceRecords): MongoAddress {
  const extra = [...new URLSearchParams(texts[0] ?? '')].map(([name, value]) => [name.toLowerCase(), value] as const);
  // The only ones that may stand there, by the specification of the seed list.
  const allowed = extra.filter(([name]) => ['authsource', 'replicaset', 'loadbalanced'].includes(name));
  return {
    ...address,
    servers: servers.map(({ name, port }) => ({ host: name, port })),
    options: new Map([['tls', 'true'], ...allowed, ...address.options]),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable();
  }
}

const unreadable = () =>
  new UnusableCredential(
    'The connection string cannot be read. It looks like mongodb://user:password@host/database; encode @ : / in the password.',
  );
