import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy as CustomStrategy } from 'passport-custom';
import { Strategy as BearerStrategy } from 'passport-http-bearer';
import { CONFIG, type Config, type Principal } from '../platform/index.ts';
import { Authenticator } from './authenticator.ts';
import { sessionToken } from './cookie.ts';

/** A person, by the opaque session token in the cookie. */
@Injectable()
export class SessionStrategy extends PassportStrategy(CustomStrategy, 'session') {
  constructor(
    private readonly authenticator: Authenticator,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  async validate(request: FastifyRequest): Promise<Principal | null> {
    const token = sessionToken(request, this.config);
    return token === undefined ? null : this.authenticator.bySession(token);
  }
}

/** A workflow, by its API key as bearer token (RFC 6750). */
@Injectable()
export class ApiKeyStrategy extends PassportStrategy(BearerStrategy, 'api-key') {
  constructor(private readonly authenticator: Authenticator) {
    super();
  }

  validate(key: string): Promise<Principal | null> {
    return this.authenticator.byApiKey(key);
  }
}
