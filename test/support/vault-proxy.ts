import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** What happens to a call: it passes, or not. */
export type Weather =
  | { kind: 'passes' }
  /** Answered by this in Vault's place. */
  | { kind: 'answers'; status: number; headers?: Record<string, string>; text?: string }
  /** Reaches Vault after this long. */
  | { kind: 'slow'; ms: number }
  /** Carried out by Vault, but the answer never comes back. */
  | { kind: 'answer lost' };

/** Stands between an instance and its Vault, and treats each call as it is told. */
export class VaultProxy {
  weather: Weather = { kind: 'passes' };
  /** The calls that came, as `POST /v1/...`. */
  readonly calls: string[] = [];
  private readonly server: Server;

  private constructor(private readonly target: string) {
    this.server = createServer((incoming, outgoing) => this.treat(incoming, outgoing));
  }

  static async before(target: string): Promise<VaultProxy> {
    const proxy = new VaultProxy(target);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private treat(incoming: IncomingMessage, outgoing: ServerResponse): void {
    this.calls.push(`${incoming.method} ${incoming.url}`);
    const { weather } = this;
    if (weather.kind === 'answers') {
      incoming.resume();
      outgoing.writeHead(weather.status, { 'content-type': 'application/json', ...weather.headers }).end(weather.text);
    } else if (weather.kind === 'slow') setTimeout(() => this.forward(incoming, outgoing), weather.ms).unref();
    else this.forward(incoming, outgoing, weather.kind === 'answer lost');
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse, loseAnswer = false): void {
    const { method, url, headers } = incoming;
    const onward = request(`${this.target}${url}`, { method, headers }, (answer) => {
      if (loseAnswer) {
        answer.resume().once('end', () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }
}
