import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { isPublic } from '../access/index.ts';
import { currentScope, Problem, type Principal } from '../platform/index.ts';

/** Every route needs a principal, unless it is marked @Public. */
@Injectable()
export class AuthenticationGuard extends AuthGuard(['session', 'api-key']) {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isPublic(this.reflector, context)) return true;
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<User = Principal>(error: unknown, user: User | false): User {
    if (error) throw error instanceof Error ? error : new Problem('unauthenticated');
    const scope = currentScope();
    if (!user || !scope) throw new Problem('unauthenticated');
    scope.principal = user as unknown as Principal;
    return user;
  }
}
