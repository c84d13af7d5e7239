import { differs, expectShape, expectTrue, property, type Shape } from './expect.ts';

const callWithinMs = 30_000;

/** One person or one workflow, calling the public API as a browser or a workflow engine does. */
export class ApiClient {
  private cookie: string | undefined;

  constructor(
    private readonly url: string,
    /** As it is shown at the terminal. */
    readonly name: string,
    private readonly key?: string,
  ) {}

  get(path: string): Promise<Reply> {
    return this.call('GET', path);
  }
  post(path: string, body: object = {}): Promise<Reply> {
    return this.call('POST', path, body);
  }
  put(path: string, body: object): Promise<Reply> {
    return this.call('PUT', path, body);
  }

  delete(path: string): Promise<Reply> {
    return this.call('DELETE', path);
  }

  /** The session's cookie stays in this process. */
  async signIn(email: string, password: string): Promise<Reply> {
    const reply = await this.post('/session', { email, password });
    this.cookie = reply.cookie;
    return reply;
  }

  async signOut(): Promise<void> {
    if (this.cookie === undefined) return;
    await this.call('DELETE', '/session');
    this.cookie = undefined;
  }

  private async call(method: string, path: string, body?: object): Promise<Reply> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body) headers['content-type'] = 'application/json';
    if (this.key !== undefined) headers.authorization = `Bearer ${this.key}`;
    else if (method === 'GET') headers['sec-fetch-site'] = 'same-origin';
    else headers.origin = new URL(this.url).origin;
    if (this.cookie !== undefined) headers.cookie = this.cookie;
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(callWithinMs),
      ...(body && { body: JSON.stringify(body) }),
    });
    return new Reply(`${method} ${path}`, response, await response.text());
  }
}

/** A reply of the API, to be looked into. */
export class Reply {
  readonly status: number;
  readonly body: unknown;
  readonly cookie: string | undefined;
  private readonly headers: Headers;

  constructor(
    private readonly call: string,
    response: Response,
    readonly raw: string,
  ) {
    this.status = response.status;
    this.headers = response.headers;
    this.cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    this.body = /\bjson\b/.test(response.headers.get('content-type') ?? '') && raw !== '' ? parsed(raw) : undefined;
  }

  /** Throws a Difference unless it has this status and these fields. */
  expect(status: number, fields: Shape = {}): this {
    if (this.status !== status) throw differs(`${this.call} status`, String(status), this.summary());
    expectShape(this.body, fields, this.call);
    return this;
  }

  header(name: string): string {
    return this.headers.get(name) ?? '';
  }

  /** The text at a path such as `connection.id`. */
  text(path: string): string {
    const value = this.at(path);
    expectTrue(typeof value === 'string', `${this.call} ${path}`, 'a text', value);
    return value as string;
  }

  number(path: string): number {
    const value = this.at(path);
    expectTrue(typeof value === 'number', `${this.call} ${path}`, 'a number', value);
    return value as number;
  }

  list(path: string): unknown[] {
    const value = this.at(path);
    expectTrue(Array.isArray(value), `${this.call} ${path}`, 'a list', value);
    return value as unknown[];
  }

  private at(path: string): unknown {
    return path.split('.').reduce<unknown>(property, this.body);
  }

  private summary(): string {
    const [code, detail] = [property(this.body, 'code'), property(this.body, 'detail')];
    return [this.status, code, detail].filter(Boolean).join(' ');
  }
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
