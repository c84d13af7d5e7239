import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between an instance and its database, at the level of TCP. */
export class TcpProxy {
  readonly port: number;
  private readonly sockets = new Set<Socket>();
  private hanging = false;

  private constructor(
    private server: Server,
    private readonly target: { host: string; port: number },
  ) {
    this.port = (server.address() as AddressInfo).port;
    this.serve(server);
  }

  static async before(target: { host: string; port: number }): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TcpProxy(server, target);
  }

  /** Cuts every connection and refuses new ones. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.end();
    await closed;
  }

  /** Takes what is sent and passes nothing on, as a network that swallows packets. */
  hang(): void {
    this.hanging = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Lets everything pass again. */
  async mend(): Promise<void> {
    this.hanging = false;
    for (const socket of this.sockets) socket.resume();
    if (this.server.listening) return;
    this.server = createServer();
    this.serve(this.server);
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }

  close(): void {
    this.server.close();
    this.end();
  }

  private end(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private serve(server: Server): void {
    server.on('connection', (near) => {
      const far = connect(this.target);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.sockets.delete(socket);
          other.destroy();
        });
        socket.on('data', (chunk) => other.write(chunk));
        if (this.hanging) socket.pause();
      }
    });
  }
}
