import { Injectable, RequestMethod, type OnModuleInit, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { AUDIT, CAN, NO_AUDIT, PUBLIC, type RoutePermission } from './route-policy.ts';

export interface Route {
  controller: string;
  handler: string;
  method: string;
  path: string;
  isPublic: boolean;
  permission: RoutePermission | undefined;
  audit: string[] | undefined;
  noAudit: string | undefined;
}

const serialize = 'class_serializer:options';
const bodyQueryParam = new Set(['3', '4', '5']);
const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Stops the start when a route says not who may call it, what it records, what it takes or what it answers. */
@Injectable()
export class RouteCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const problems = this.controllers().flatMap((controller) => this.problemsOf(controller));
    if (problems.length > 0) throw new Error(`Routes that must not be served:\n${problems.join('\n')}`);
  }

  /** Every route of the application, for the boot check and for the generated tests. */
  routes(): Route[] {
    return this.controllers().flatMap((controller) => this.routesOf(controller));
  }

  private controllers(): Type[] {
    return this.discovery
      .getControllers()
      .map((wrapper) => wrapper.metatype)
      .filter((type): type is Type => typeof type === 'function');
  }

  private routesOf(controller: Type): Route[] {
    const prototype = controller.prototype as Record<string, object>;
    const base = String(Reflect.getMetadata(PATH_METADATA, controller) ?? '');
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (!handler || Reflect.getMetadata(METHOD_METADATA, handler) === undefined) return [];
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | string[];
      return [path].flat().map((part) => ({
        controller: controller.name,
        handler: name,
        method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] as string,
        path: `/${[base, part]
          .map((piece) => piece.replace(/^\/|\/$/g, ''))
          .filter(Boolean)
          .join('/')}`,
        isPublic: Reflect.getMetadata(PUBLIC, handler) === true,
        permission: Reflect.getMetadata(CAN, handler) as RoutePermission | undefined,
        audit: Reflect.getMetadata(AUDIT, handler) as string[] | undefined,
        noAudit: Reflect.getMetadata(NO_AUDIT, handler) as string | undefined,
      }));
    });
  }

  private problemsOf(controller: Type): string[] {
    return this.routesOf(controller).flatMap((route) => {
      const prototype = controller.prototype as Record<string, object>;
      const name = `${route.method} ${route.path}`;
      const found: string[] = [];
      if (route.isPublic === (route.permission !== undefined)) found.push(`${name} needs either @Can or @Public`);
      if (changing.has(route.method) && !route.audit && route.noAudit === undefined)
        found.push(`${name} changes something and needs @Audit or @NoAudit`);
      const options = Reflect.getMetadata(serialize, prototype[route.handler] as object) as
        { schema?: unknown } | undefined;
      if (options?.schema === undefined) found.push(`${name} needs a response schema`);
      const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, route.handler) ?? {}) as Record<
        string,
        { schema?: unknown }
      >;
      for (const [key, arg] of Object.entries(args))
        if (bodyQueryParam.has(key.split(':')[0] as string) && arg.schema === undefined)
          found.push(`${name} has an input without a schema`);
      return found;
    });
  }
}
