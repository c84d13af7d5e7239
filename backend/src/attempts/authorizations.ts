import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { CredentialForm, Used } from '../apps/index.ts';
import { Problem } from '../platform/index.ts';
import type { Attempt } from './attempt.entity.ts';

/** What an attempt keeps of an authorization that was asked for, and what goes to Vault. */
export interface StartedAuthorization {
  columns: Partial<Attempt>;
  secrets: Record<string, string>;
  /** Where the person is sent. Called after the commit, because it may take a call to the provider. */
  authorizationUrl?: () => Promise<string>;
  /** In milliseconds; left out: as long as any attempt. */
  lifetimeMs?: number;
}

export type StartAuthorization = (
  em: EntityManager,
  wanted: Used & { form: CredentialForm },
) => Promise<StartedAuthorization>;

/** Where the module that speaks OAuth says how an authorization is started; attempts know no protocol. */
@Injectable()
export class Authorizations {
  private how: StartAuthorization | undefined;

  provide(how: StartAuthorization): void {
    this.how = how;
  }

  /** Starts one, for methods whose credential is a token; nothing for all others. */
  async start(...[em, wanted]: Parameters<StartAuthorization>): Promise<StartedAuthorization | undefined> {
    if (!wanted.method.kind.startsWith('oauth2_')) return undefined;
    if (!this.how) throw new Problem('app_unavailable');
    return this.how(em, wanted);
  }
}
