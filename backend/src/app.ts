import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module.ts';
import { serveApiDocs } from './api-docs.ts';
import { armFault, asProblem, Jobs, Log, Lookups, Loops, runInScope, type Config } from './platform/index.ts';
import { serveCallbackFiles } from './oauth/index.ts';
import { SecretStore } from './secrets/index.ts';
import { refuseUnsafeRole } from './platform/database/role-check.ts';
import { contentSecurityPolicy, serveConsole } from './platform/http/console.ts';
import { sendProblem } from './platform/http/problem.filter.ts';
import { logRequests } from './platform/http/request-log.ts';
import { revalidate } from './platform/http/revalidated.ts';

const bodyLimit = 256 * 1024;
const cspHeader = 'content-security-policy';

/** Builds the application, ready to listen. Refuses a database role that row-level security does not hold. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  armFault(config.FAULT_AT);
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: () => randomUUID(),
    trustProxy: config.TRUST_PROXY,
    forceCloseConnections: true,
    // Orchestrators ask at the root; it is the same route.
    rewriteUrl: ({ url = '/' }) => (url.startsWith('/health/') ? `/api/v1${url}` : url),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, asProblem(error), request),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    logger: false,
    abortOnError: false,
    // Fastify's own parser for JSON, and none for forms: another page can send those without being asked.
    bodyParser: false,
  });
  const log = app.get(Log);
  app.useLogger(log);
  app.setGlobalPrefix('api/v1');
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('preValidation', (request, _reply, done) => runInScope({ requestId: request.id }, done));
  logRequests(fastify, log);
  await app.register(cookie);
  await app.register(helmet, {
    hsts: new URL(config.PUBLIC_URL).protocol === 'https:' ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    contentSecurityPolicy: false,
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
    // The console opens providers in a popup and waits for it; other pages still get no hold of the console.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
  });
  revalidate(fastify);
  const csp = contentSecurityPolicy();
  fastify.addHook('onSend', async (request, reply) => {
    if (reply.getHeader(cspHeader) === undefined) void reply.header(cspHeader, csp);
    if (request.url.startsWith('/api/') && reply.getHeader('cache-control') === undefined)
      void reply.header('cache-control', 'no-store');
  });
  serveApiDocs(app);
  serveCallbackFiles(fastify);
  await serveConsole(fastify, config.CONSOLE_DIR);
  await refuseUnsafeRole(app.get(Lookups));
  await app.get(SecretStore).refuseUnsafe();
  return app;
}

/** Starts what works in the background: the job queue and the recurring loops. */
export async function startBackground(app: NestFastifyApplication): Promise<void> {
  await app.get(Jobs).start();
  app.get(Loops).start();
}
