import { Egress, type EgressRequest, type Reply } from '../../backend/src/platform/egress/index.ts';
import { originHeader } from './arrival.ts';

export interface Route {
  readonly port: number;
  /** Milliseconds that one call may take; the definition's own limit unless told. */
  readonly totalMs?: number;
  /** A change on the way, to see whether the simulator notices it. */
  readonly change?: (request: EgressRequest) => EgressRequest;
}

/** The real egress, but every name leads to one port of the loopback; the origin that was meant rides along. */
export class TowardsSimulator extends Egress {
  private readonly route: Route;

  constructor(route: Route) {
    super({
      allow: [{ name: 'simulator', address: '127.0.0.1', port: route.port }],
      httpsOnly: true,
      resolver: () => Promise.resolve(['127.0.0.1']),
    });
    this.route = route;
  }

  override request(request: EgressRequest): Promise<Reply> {
    const { port, totalMs, change } = this.route;
    const changed = change ? change(request) : request;
    const url = new URL(changed.url);
    const origin = url.origin;
    url.protocol = 'http:';
    url.port = String(port);
    const headers = { ...changed.headers, [originHeader]: origin };
    return super.request({ ...changed, url, headers, ...(totalMs === undefined ? {} : { totalMs }) });
  }
}
