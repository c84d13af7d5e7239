import { request } from 'node:http';

/** A reply of the server under test; `body` is `undefined` when there was none. */
export class Reply {
  readonly status: number;
  readonly body: unknown;
  readonly contentType: string;

  constructor(status: number, text: string, contentType: string) {
    this.status = status;
    this.contentType = contentType;
    this.body = text === '' ? undefined : (JSON.parse(text) as unknown);
  }

  /** The value at a dotted path of the body, such as `data.version`. */
  at(path: string): unknown {
    return path
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined | null)?.[key], this.body);
  }

  text(path: string): string {
    const value = this.at(path);
    if (typeof value !== 'string')
      throw new Error(`no text at ${path} in a reply of status ${this.status}: ${JSON.stringify(this.at('errors'))}`);
    return value;
  }

  number(path: string): number {
    const value = this.at(path);
    if (typeof value !== 'number')
      throw new Error(`no number at ${path} in a reply of status ${this.status}: ${JSON.stringify(this.at('errors'))}`);
    return value;
  }
}

export interface Extra {
  headers?: Record<string, string>;
  /** Sent as it is instead of JSON. */
  raw?: string;
}

/** The plain HTTP API of a Vault, with one token. The path goes out exactly as written: nothing normalises it. */
export class Vault {
  readonly address: string;
  readonly token: string;

  constructor(address: string, token = '') {
    this.address = address;
    this.token = token;
  }

  with(token: string): Vault {
    return new Vault(this.address, token);
  }

  get = (path: string, extra: Extra = {}): Promise<Reply> => this.send('GET', path, undefined, extra);
  head = (path: string): Promise<Reply> => this.send('HEAD', path);
  list = (path: string): Promise<Reply> => this.send('GET', `${path}?list=true`);
  post = (path: string, body: unknown = {}, extra: Extra = {}): Promise<Reply> => this.send('POST', path, body, extra);
  put = (path: string, body: unknown = {}): Promise<Reply> => this.send('PUT', path, body);
  delete = (path: string): Promise<Reply> => this.send('DELETE', path);
  patch = (path: string, body: unknown, type = 'application/merge-patch+json'): Promise<Reply> =>
    this.send('PATCH', path, body, { headers: { 'Content-Type': type } });

  send(method: string, path: string, body?: unknown, { headers = {}, raw }: Extra = {}): Promise<Reply> {
    const url = new URL(this.address);
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: url.hostname,
          port: url.port,
          method,
          path: `/v1/${path}`,
          agent: false,
          headers: {
            ...(this.token !== '' && { 'X-Vault-Token': this.token }),
            ...(payload !== undefined &&
              !('Transfer-Encoding' in headers) && { 'Content-Length': Buffer.byteLength(payload) }),
            ...headers,
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const type = incoming.headers['content-type'] ?? '';
            const text = Buffer.concat(chunks).toString();
            resolve(new Reply(incoming.statusCode ?? 0, type.startsWith('application/json') ? text : '', type));
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
  }
}
