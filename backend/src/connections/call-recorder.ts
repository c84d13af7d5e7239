import { shownAddress, type CallOperation, type MethodDefinition } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { AppCatalog } from '../apps/index.ts';
import { Log, newId, UnitOfWork } from '../platform/index.ts';
import { observeCalls, type ObservedCall } from '../platform/egress/index.ts';
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

function redacted(method: MethodDefinition, operation: CallOperation, call: ObservedCall): Kept {
  const { target, status, durationMs, startedAt } = call;
  const { purpose, address } =
    target instanceof URL ? shownAddress(method, target) : { purpose: 'test', address: serverOf(method, target) };
  return {
    id: newId('providerCall'),
    operation,
    purpose,
    request: `${call.method} ${address}`,
    status,
    durationMs,
    errorClass: call.failure ?? classOf(status),
    secondsAgo: Math.max(0, (Date.now() - startedAt) / 1000),
  };
}

/** A host out of a connection string is a part of a secret. */
function serverOf(method: MethodDefinition, { service, host, port }: Exclude<ObservedCall['target'], URL>): string {
  return method.server?.connectionString === undefined ? `${service}://${host}:${port}` : `${service}://…`;
}

function classOf(status: number | null): string | null {
  if (status === null || status < 400) return null;
  return status < 500 ? 'http_4xx' : 'http_5xx';
}
