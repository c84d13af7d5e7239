import { appDefinition, parseId, type AppDefinition } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { currentScope, Log, Lookups } from '../platform/index.ts';

interface Row {
  number: number;
  definition: unknown;
}

export interface Versioned {
  app: AppDefinition;
  version: number;
}

const mostKept = 500;

/**
 * Definitions of custom apps, in the sight of the caller's tenant. A version never changes, so it is kept; which one is
 * offered does, so that is read each time. Nothing has to be told to other replicas.
 */
@Injectable()
export class CustomDefinitions {
  private readonly kept = new Map<string, AppDefinition>();

  constructor(
    private readonly lookups: Lookups,
    private readonly log: Log,
  ) {}

  /** This version, or the one that is offered now where none is named; undefined where the caller has none. */
  async find(appId: string, version?: number): Promise<Versioned | undefined> {
    const tenantId = currentScope()?.principal?.tenantId ?? null;
    if (version !== undefined) {
      const app = this.kept.get(keyOf(tenantId, appId, version));
      if (app) return { app, version };
    }
    const [row] = await this.lookups.query<Row>(
      'custom-app-definition',
      'select * from custom_app_definition($1, $2, $3)',
      [tenantId === null ? null : parseId('tenant', tenantId), appId, version ?? null],
    );
    const app = row && this.keep(appId, row);
    return app && { app, version: row.number };
  }

  /** Brings a stored definition up to the schema of this release; one that it no longer takes cannot be used. */
  keep(appId: string, { number, definition }: Row): AppDefinition | undefined {
    const key = keyOf(currentScope()?.principal?.tenantId ?? null, appId, number);
    const known = this.kept.get(key);
    if (known) return known;
    const parsed = appDefinition.safeParse(definition);
    if (!parsed.success) {
      this.log.info('a custom app is not understood', { appId, number });
      return undefined;
    }
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= mostKept) this.kept.delete(oldest);
    this.kept.set(key, parsed.data);
    return parsed.data;
  }
}

const keyOf = (tenantId: string | null, appId: string, version: number): string =>
  JSON.stringify([tenantId, appId, version]);
