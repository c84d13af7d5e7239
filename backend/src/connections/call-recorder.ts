import type { CallOperation, MethodDefinition } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { AppCatalog } from '../apps/index.ts';
import { Log, newId, UnitOfWork } from '../platform/index.ts';
import { observeCalls, type ObservedCall } from '../platform/egress/index.ts';
import { shownCall } from '../probes/index.ts';
import { keepProviderCalls, type Kept } from './provider-calls.queries.ts';

/** A connection as far as its debug mode goes; the time comes along with its row. */
export interface Debugged {
  id: string;
  tenantId: string;
  appId: string;
  methodKey: string;
  /** Of a custom app: the version that the connection was made with. */
  appVersion?: number | null | undefined;
  debugUntil?: Date | null | undefined;
}

/** More calls than that make up no operation of ours. */
const mostCalls = 50;

/** Records the calls to a provider while the debug mode of a connection is on: where to, how long, what came of it. */
@Injectable()
export class CallRecorder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly log: Log,
  ) {}

  /** Does the work; what it calls is written afterwards, in one small transaction. Costs nothing while the mode is off. */
  async watch<T>(connection: Debugged, operation: CallOperation, work: () => Promise<T>): Promise<T> {
    if (!connection.debugUntil) return work();
    const calls: ObservedCall[] = [];
    try {
      return await observeCalls((call) => void (calls.length < mostCalls && calls.push(call)), work);
    } finally {
      await this.keep(connection, operation, calls);
    }
  }

  /** A record that cannot be kept must not undo what was done. */
  private async keep(connection: Debugged, operation: CallOperation, calls: ObservedCall[]): Promise<void> {
    if (calls.length === 0) return;
    try {
      const { method } = await this.apps.made(connection);
      const kept = calls.map((call) => redacted(method, operation, call));
      await this.uow.asTenant(connection.tenantId, (em) => keepProviderCalls(em, connection.id, kept));
    } catch (error) {
      this.log.fault('calls to a provider could not be recorded', error, { connectionId: connection.id });
    }
  }
}

const redacted = (method: MethodDefinition, operation: CallOperation, call: ObservedCall): Kept => ({
  ...shownCall(method, call),
  id: newId('providerCall'),
  operation,
  secondsAgo: Math.max(0, (Date.now() - call.startedAt) / 1000),
});
