import type { FastifyInstance } from 'fastify';
import type { Log } from '../logging/log.ts';

/** One line a request: method, route pattern, status, milliseconds. The URL itself is left out: it can hold anything. */
export function logRequests(fastify: FastifyInstance, log: Log): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    log.info('request', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
}
