import type { AppDefinition, MethodDefinition } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { CredentialForm } from '../apps/index.ts';
import { Problem } from '../platform/index.ts';
import type { Attempt } from './attempt.entity.ts';

/** What an attempt keeps of an authorization that was asked for, what goes to Vault, and where the person is sent. */
export interface StartedAuthorization {
  columns: Pick<Attempt, 'authorizationStep' | 'stateHash' | 'sessionId' | 'oauthClientId' | 'redirectUri'>;
  secrets: Record<string, string>;
  authorizationUrl: string;
  lifetimeMs: number;
}

export type StartAuthorization = (
  em: EntityManager,
  wanted: { app: AppDefinition; method: MethodDefinition; form: CredentialForm },
) => Promise<StartedAuthorization>;

/** Where the module that speaks OAuth says how an authorization is started; attempts know no protocol. */
@Injectable()
export class Authorizations {
  private how: StartAuthorization | undefined;

  provide(how: StartAuthorization): void {
    this.how = how;
  }

  /** Starts one, for methods that take a person's consent at the provider; nothing for all others. */
  async start(...[em, wanted]: Parameters<StartAuthorization>): Promise<StartedAuthorization | undefined> {
    if (wanted.method.kind !== 'oauth2_authorization_code') return undefined;
    if (!this.how) throw new Problem('app_unavailable');
    return this.how(em, wanted);
  }
}
