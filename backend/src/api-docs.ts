import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The OpenAPI document, made from the zod schemas on the routes. */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Drawbridge')
    .setDescription('Connections to third-party apps: made, published, audited, rotated and revoked.')
    .setVersion('1')
    .addCookieAuth('__Host-drawbridge', undefined, 'session')
    .addBearerAuth(undefined, 'api-key');
  return SwaggerModule.createDocument(app, builder.build());
}

/** Serves it to read at /api/docs. */
export function serveApiDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => apiDocument(app));
}
