import type { ProblemField } from '@drawbridge/catalog';
import { Catch, HttpException, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../logging/log.ts';
import { Problem } from '../problem.ts';
import { RefusalObserver } from './refusal-observer.ts';

/** Turns everything that is thrown into a reply of RFC 9457. Faults are logged; the caller gets no detail of them. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly refusals: RefusalObserver,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = asProblem(error);
    const route = `${request.method} ${request.routeOptions?.url ?? 'unknown route'}`;
    if (problem.status >= 500) this.log.fault('request failed', error, { requestId: request.id, route });
    if (problem.status === 401 || problem.status === 403) this.refusals.refused(problem, route);
    if (!reply.sent) this.send(reply, problem, request);
  }

  /** How it is told: to programs, unless a route speaks to people. */
  protected send(reply: FastifyReply, problem: Problem, request: FastifyRequest): void {
    sendProblem(reply, problem, request);
  }
}

/** Sends a string, because an object would be serialized by the route's own schema. */
export function sendProblem(reply: FastifyReply, problem: Problem, request: FastifyRequest): void {
  if (problem.retryAfter !== undefined) void reply.header('retry-after', String(problem.retryAfter));
  if (problem.code === 'unauthenticated') void reply.header('www-authenticate', 'Bearer');
  void reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem.body(request.id, request.url.split('?')[0])));
}

/** The problem that an error stands for. What is not known is a fault of ours. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status < 500) return clientProblem(status, error);
  return databaseProblem(error) ?? new Problem('internal', { cause: error });
}

function clientProblem(status: number, error: unknown): Problem {
  switch (status) {
    case 400:
      return new Problem('malformed_json', {
        errors: [
          {
            pointer: '',
            code: 'malformed',
            message: 'The body is not the JSON that is expected.',
          } satisfies ProblemField,
        ],
        cause: error,
      });
    case 401:
      return new Problem('unauthenticated');
    case 403:
      return new Problem('forbidden');
    case 404:
      return new Problem('not_found');
    case 405:
      return new Problem('method_not_allowed');
    case 413:
      return new Problem('payload_too_large', {
        errors: [{ pointer: '', code: 'too_large', message: 'The body has more than 256 KiB.' }],
      });
    case 415:
      return new Problem('unsupported_media_type', {
        errors: [{ pointer: '', code: 'unsupported', message: 'The body must be application/json.' }],
      });
    case 429:
      return new Problem('too_many_requests');
    default:
      return new Problem('invalid_input');
  }
}

/** SQLSTATE classes that mean: not now. 08 connection, 53 resources, 57P operator intervention, 25006 read-only. */
function databaseProblem(error: unknown): Problem | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const unreachable =
    typeof code === 'string' &&
    (/^(08|53|57P)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', '25006'].includes(code));
  const noConnection =
    typeof message === 'string' &&
    /timeout exceeded when trying to connect|Connection terminated|not queryable|Query read timeout/.test(message);
  return unreachable || noConnection ? new Problem('database_unavailable', { cause: error, retryAfter: 5 }) : undefined;
}
