import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request, { type Test } from 'supertest';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who is called: the application in this process, or the address of one that runs by itself. */
export type Served = NestFastifyApplication | string;

/** Calls the API over HTTP as one actor: with a session cookie as a browser sends it, with an API key, or as nobody. */
export class Client {
  constructor(
    private readonly served: Served,
    private readonly credentials: { cookie?: string; key?: string } = {},
  ) {}

  get(path: string): Test {
    return this.call('get', path);
  }
  post(path: string, body: object = {}): Test {
    return this.call('post', path).send(body);
  }
  put(path: string, body: object = {}): Test {
    return this.call('put', path).send(body);
  }
  patch(path: string, body: object = {}): Test {
    return this.call('patch', path).send(body);
  }
  delete(path: string): Test {
    return this.call('delete', path);
  }

  /** A request without a body yet, below /api/v1. */
  call(method: Method, path: string): Test {
    const target = typeof this.served === 'string' ? this.served : this.served.getHttpServer();
    const call = request(target)[method](`/api/v1${path}`);
    if (this.credentials.key !== undefined) return call.set('authorization', `Bearer ${this.credentials.key}`);
    if (this.credentials.cookie === undefined) return call;
    return call
      .set('cookie', this.credentials.cookie)
      .set('sec-fetch-site', 'same-origin')
      .set('sec-fetch-mode', 'cors');
  }
}
