import { isIP, type LookupFunction, type Socket } from 'node:net';
import { getCACertificates, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { Bulkhead } from './bulkhead.ts';
import { Deadline } from './deadline.ts';
import { dial, isAmong, pinned, secure } from './dial.ts';
import { EgressError, toEgressError } from './egress-error.ts';
import { exchange, type Headers, type Reply } from './exchange.ts';
import { fromTypedHost } from './host-name.ts';
import { httpTarget } from './http-target.ts';
import { observed } from './observe.ts';
import { Policy, type EgressService, type PolicyOptions, type Target } from './policy.ts';
import { isRedirect, nextHop, type Hop } from './redirects.ts';
import { checkedHeaders, checkedMethod } from './request-headers.ts';
import { resolveAll, systemResolver, type Resolver } from './resolve.ts';
import { resolveService, systemServiceResolver, type ServiceRecords, type ServiceResolver } from './resolve-service.ts';
import { guard, type SocketLimits } from './socket-guard.ts';

export interface EgressOptions extends PolicyOptions {
  /** How names become addresses; by default the operating system. */
  readonly resolver?: Resolver;
  /** How a name becomes a list of servers; by default the operating system's name servers. */
  readonly serviceResolver?: ServiceResolver;
  /** Root certificates in PEM that are trusted beside Node's own, for apps inside the operator's network. */
  readonly ca?: readonly string[];
  /** Milliseconds that nothing takes longer than, whatever its own budget is. */
  readonly longestMs?: number;
}

export interface EgressRequest {
  /** Parsed once by the caller; what is checked and what is called are this object. */
  readonly url: URL;
  readonly method?: string;
  readonly headers?: Headers;
  readonly body?: string | Buffer | null;
  /** Bytes of reply body, before and after decompression; 65 536 unless told. */
  readonly maxBytes?: number;
  /** What to do with a larger reply: fail, or answer with its beginning; `refuse` unless told. */
  readonly oversize?: 'refuse' | 'cut';
  /** Milliseconds for everything, redirects included; 5 000 unless told. */
  readonly totalMs?: number;
  /** Milliseconds for TCP and TLS of one hop; 2 000 unless told. */
  readonly connectMs?: number;
  /** 0 unless told: a redirect is then a reply like any other. */
  readonly maxRedirects?: number;
}

export interface ConnectTarget {
  /** A name or an address as a person typed it. */
  readonly host: string;
  readonly port: number;
  readonly service: Exclude<EgressService, 'http' | 'https'>;
  /** `tls`: from the first byte. `upgrade`: the protocol turns it on (STARTTLS). `none`: only where http is allowed. */
  readonly encryption: 'tls' | 'upgrade' | 'none';
}

export interface ConnectBudget {
  /** Milliseconds until TCP and TLS are up; 2 000 unless told. */
  readonly connectMs?: number;
  /** Milliseconds that the socket lives; 5 000 unless told. */
  readonly totalMs?: number;
  /** Bytes that the peer may send in all; 65 536 unless told. */
  readonly maxBytes?: number;
}

/** For a client that opens its socket itself. The socket must be put under `watch` in the same turn in which it is made. */
export interface Pinned {
  /** Answers the client's look-up with the addresses that were checked, whatever name it asks for. */
  readonly lookup: LookupFunction;
  /** Ends the socket with its budget, and when it leads to another address. */
  watch(socket: Socket): void;
}

type Use<T> = (checked: Target, addresses: readonly string[], limits: SocketLimits) => Promise<T>;

/** Calls to one host and port at a time, and how many more may wait for a place. */
const perHost = { limit: 4, queue: 32 };

type Limits = Required<Pick<EgressRequest, 'maxBytes' | 'oversize' | 'totalMs' | 'connectMs' | 'maxRedirects'>>;

function withDefaults({ maxBytes, oversize, totalMs, connectMs, maxRedirects }: Partial<Limits>): Limits {
  return {
    maxBytes: maxBytes ?? 65_536,
    oversize: oversize ?? 'refuse',
    totalMs: totalMs ?? 5_000,
    connectMs: connectMs ?? 2_000,
    maxRedirects: maxRedirects ?? 0,
  };
}

/**
 * The one way out of the process. Whoever calls an address that somebody outside chose (connection tests, OAuth
 * endpoints, webhooks) does it here; default deny, no proxy from the environment, no second look-up.
 */
export class Egress {
  private readonly policy: Policy;
  private readonly bulkhead = new Bulkhead(perHost.limit, perHost.queue);
  private readonly resolver: Resolver;
  private readonly serviceResolver: ServiceResolver;
  private readonly longestMs: number;
  private readonly ca: string[] | undefined;

  constructor(options: EgressOptions) {
    this.policy = new Policy(options);
    this.resolver = options.resolver ?? systemResolver;
    this.serviceResolver = options.serviceResolver ?? systemServiceResolver;
    this.longestMs = options.longestMs ?? Infinity;
    this.ca = options.ca?.length ? [...getCACertificates('default'), ...options.ca] : undefined;
  }

  /** Makes one HTTP call; any status is a reply, everything else an EgressError. */
  request(request: EgressRequest): Promise<Reply> {
    const { url, method = 'GET' } = request;
    return observed(
      { target: url, method },
      ({ status }) => status,
      () => this.send(request),
    );
  }

  private async send(request: EgressRequest): Promise<Reply> {
    const limits = withDefaults(request);
    const deadline = new Deadline(Math.min(limits.totalMs, this.longestMs));
    try {
      let hop: Hop = {
        url: request.url,
        method: checkedMethod(request.method ?? 'GET'),
        headers: checkedHeaders(request.headers ?? {}),
        body: request.body ?? null,
      };
      for (let followed = 0; ; followed++) {
        const reply = await this.call(hop, limits, deadline.signal);
        if (limits.maxRedirects === 0 || !isRedirect(reply)) return reply;
        if (followed === limits.maxRedirects) throw new EgressError('redirect');
        hop = nextHop(hop, reply);
      }
    } catch (error) {
      throw deadline.isOver ? new EgressError('timeout') : toEgressError(error, 'http');
    } finally {
      deadline.clear();
    }
  }

  /** Opens a checked connection for a client of another protocol; the socket dies with its budget. */
  async connect(target: ConnectTarget, budget: ConnectBudget = {}): Promise<Socket | TLSSocket> {
    const { connectMs } = withDefaults(budget);
    return this.admitted(target, budget, async (checked, addresses, limits) => {
      const tls = target.encryption === 'tls' ? this.tlsOptions(checked.host) : undefined;
      const { signal } = limits.deadline;
      const socket = await dial({ ...checked, addresses, connectMs, signal, ...(tls ? { tls } : {}) });
      return guard(socket, limits);
    });
  }

  /** The same checks for a client that insists on opening its socket itself. */
  async pin(target: ConnectTarget, budget: ConnectBudget = {}): Promise<Pinned> {
    return this.admitted(target, budget, (_checked, addresses, limits) => {
      const watch = (socket: Socket) => {
        socket.once('connect', () => {
          if (!isAmong(addresses, socket.remoteAddress)) socket.destroy(new EgressError('blocked'));
        });
        guard(socket, limits);
      };
      return Promise.resolve({ lookup: pinned(addresses), watch });
    });
  }

  /** Resolves and checks a target within its budget; what `use` opens gives its place back when it closes. */
  private admitted<T>(target: ConnectTarget, budget: ConnectBudget, use: Use<T>): Promise<T> {
    const { service, host, port } = target;
    return observed(
      { target: { service, host, port }, method: 'CONNECT' },
      () => null,
      () => this.admit(target, budget, use),
    );
  }

  private async admit<T>(target: ConnectTarget, budget: ConnectBudget, use: Use<T>): Promise<T> {
    const { totalMs, maxBytes } = withDefaults(budget);
    const deadline = new Deadline(Math.min(totalMs, this.longestMs));
    let leave: (() => void) | undefined;
    try {
      const { port, service } = target;
      const checked = { host: fromTypedHost(target.host), port, service, isEncrypted: target.encryption !== 'none' };
      leave = await this.bulkhead.enter(`${checked.host}:${port}`, deadline.signal);
      const addresses = await this.addressesOf(checked, deadline.signal);
      return await use(checked, addresses, { deadline, maxBytes, onClose: leave });
    } catch (error) {
      leave?.();
      deadline.clear();
      throw deadline.isOver ? new EgressError('timeout') : toEgressError(error, 'connect');
    }
  }

  /** The servers behind a service name (SRV, RFC 2782); calling one of them is a checked call of its own. */
  async servers(service: string, name: string): Promise<ServiceRecords> {
    return resolveService(service, fromTypedHost(name), this.serviceResolver);
  }

  /** Turns on TLS over a connection of ours, where the protocol has agreed to it. `verify: false` encrypts only. */
  async upgrade(
    socket: Socket,
    host: string,
    options: { readonly verify: boolean; readonly connectMs?: number },
  ): Promise<TLSSocket> {
    const deadline = new Deadline(options.connectMs ?? withDefaults({}).connectMs);
    try {
      return await secure(socket, { ...this.tlsOptions(fromTypedHost(host)), rejectUnauthorized: options.verify }, [
        deadline.signal,
      ]);
    } finally {
      deadline.clear();
    }
  }

  /** What a protocol client passes to `tls.connect` when it upgrades a socket of ours. */
  tlsOptions(host: string): ConnectionOptions {
    return {
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment must not reach this.
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(this.ca ? { ca: this.ca } : {}),
    };
  }

  private async call(hop: Hop, limits: Limits, signal: AbortSignal): Promise<Reply> {
    const target = httpTarget(hop.url);
    const leave = await this.bulkhead.enter(`${target.host}:${target.port}`, signal);
    try {
      const tls = target.isEncrypted ? { ...this.tlsOptions(target.host), ALPNProtocols: ['http/1.1'] } : undefined;
      const socket = await this.open(target, limits.connectMs, signal, tls);
      return await exchange({ ...hop, ...limits, signal }, socket);
    } finally {
      leave();
    }
  }

  private async open(target: Target, connectMs: number, signal: AbortSignal, tls?: ConnectionOptions): Promise<Socket> {
    const addresses = await this.addressesOf(target, signal);
    return dial({ host: target.host, port: target.port, addresses, connectMs, signal, ...(tls ? { tls } : {}) });
  }

  private async addressesOf(target: Target, signal: AbortSignal): Promise<readonly string[]> {
    this.policy.ensurePossible(target);
    return this.policy.admit(target, await resolveAll(target.host, this.resolver, signal));
  }
}
