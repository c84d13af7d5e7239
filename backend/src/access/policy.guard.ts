import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../platform/index.ts';
import { currentAbility } from './access.ts';
import { refuseCrossSite } from './cross-site.ts';
import { CAN, PUBLIC, SAME_ORIGIN_READ, type RoutePermission } from './route-policy.ts';

/** Whether anybody may call this route. */
export const isPublic = (reflector: Reflector, context: ExecutionContext): boolean =>
  reflector.get<boolean | undefined>(PUBLIC, context.getHandler()) === true;

/** Runs after authentication: refuses requests from other sites, then what the role may never do. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    refuseCrossSite(request, this.reflector.get<boolean | undefined>(SAME_ORIGIN_READ, handler) === true);
    if (isPublic(this.reflector, context)) return true;
    const permission = this.reflector.get<RoutePermission | undefined>(CAN, handler);
    if (!permission || !currentAbility().can(permission.action, permission.subject)) throw new Problem('forbidden');
    return true;
  }
}
