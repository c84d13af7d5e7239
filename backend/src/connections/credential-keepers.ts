import { Injectable } from '@nestjs/common';
import type { Connection } from './connection.entity.ts';

/** What is done with credentials that live by themselves: they are renewed, and ended at the provider. */
export interface CredentialKeeper {
  /** Renews the credential where it is over, before it is tested; `now`: also one that should not be over yet. */
  renew(connection: Connection, now?: boolean): Promise<void>;
  /** Reads what it takes to end the grant at the provider; the function that comes back does it, once that may be. */
  toEnd(connection: Connection): Promise<() => Promise<void>>;
}

/** Where the module that speaks a protocol says how its credentials are kept; connections know none. */
@Injectable()
export class CredentialKeepers {
  private keeper: CredentialKeeper | undefined;

  provide(keeper: CredentialKeeper): void {
    this.keeper = keeper;
  }

  /** The keeper of this connection's credential; undefined for one that just lies there. */
  of(connection: Pick<Connection, 'authKind'>): CredentialKeeper | undefined {
    return connection.authKind.startsWith('oauth2_') ? this.keeper : undefined;
  }
}
