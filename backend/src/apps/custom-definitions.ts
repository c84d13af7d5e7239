import { appDefinition, formatId, parseId, type AppDefinition } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { currentScope, Log, Lookups } from '../platform/index.ts';

interface Row {
  number: number;
  definition: unknown;
}

interface FullRow extends Row {
  custom_app_id: string;
  version_id: string;
  digest: string;
}

/** Which version of which app a definition is. */
export interface CustomVersion {
  /** The row of the app, whatever its version: the id of an app is not the same one in every tenant. */
  customAppId: string;
  versionId: string;
  number: number;
  /** SHA-256 of the definition as it is stored, hex. */
  digest: string;
}

export interface Versioned {
  app: AppDefinition;
  custom: CustomVersion;
}

/** Which version, in whose sight. */
export interface Sought {
  appId: string;
  /** Left out: the one that is offered now. */
  version?: number;
  /** Of the row that names the app, never from a request; left out: the caller's. */
  tenantId?: string | null | undefined;
}

interface Kept {
  app: AppDefinition;
  custom?: CustomVersion;
}

const mostKept = 500;

/**
 * Definitions of custom apps, in the sight of the caller's tenant. A version never changes, so it is kept; which one is
 * offered does, so that is read each time. Nothing has to be told to other replicas.
 */
@Injectable()
export class CustomDefinitions {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly lookups: Lookups,
    private readonly log: Log,
  ) {}

  /** The version that is sought; undefined where there is none in that tenant's sight. */
  async find({ appId, version, tenantId = callersTenant() }: Sought): Promise<Versioned | undefined> {
    const known = version === undefined ? undefined : this.kept.get(keyOf(tenantId, appId, version));
    if (known?.custom) return { app: known.app, custom: known.custom };
    const [row] = await this.lookups.query<FullRow>(
      'custom-app-definition',
      'select * from custom_app_definition($1, $2, $3)',
      [tenantId === null ? null : parseId('tenant', tenantId), appId, version ?? null],
    );
    return row && this.versioned(row, keyOf(tenantId, appId, row.number));
  }

  /** The version that a published copy was made with: everybody's, for as long as the copy is there. */
  async published(versionId: string): Promise<Versioned | undefined> {
    const known = this.kept.get(versionId);
    if (known?.custom) return { app: known.app, custom: known.custom };
    const [row] = await this.lookups.query<FullRow>(
      'published-app-definition',
      'select * from published_app_definition($1)',
      [parseId('customAppVersion', versionId)],
    );
    return row && this.versioned(row, versionId);
  }

  private versioned(row: FullRow, key: string): Versioned | undefined {
    const app = this.understand(row);
    if (!app) return undefined;
    const custom = {
      customAppId: formatId('customApp', row.custom_app_id),
      versionId: formatId('customAppVersion', row.version_id),
      number: row.number,
      digest: row.digest,
    };
    this.remember(key, { app, custom });
    return { app, custom };
  }

  /** A definition out of a list of the caller's. */
  keep(appId: string, row: Row): AppDefinition | undefined {
    const key = keyOf(callersTenant(), appId, row.number);
    const known = this.kept.get(key)?.app;
    if (known) return known;
    const app = this.understand(row);
    if (app) this.remember(key, { app });
    return app;
  }

  /** Brings a stored definition up to the schema of this release; one that it no longer takes cannot be used. */
  private understand({ number, definition }: Row): AppDefinition | undefined {
    const parsed = appDefinition.safeParse(definition);
    if (!parsed.success)
      this.log.info('a custom app is not understood', { number, at: parsed.error.issues[0]?.path.join('/') ?? '' });
    return parsed.data;
  }

  private remember(key: string, known: Kept): void {
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= mostKept) this.kept.delete(oldest);
    this.kept.set(key, known);
  }
}

const callersTenant = (): string | null => currentScope()?.principal?.tenantId ?? null;

const keyOf = (tenantId: string | null, appId: string, version: number): string =>
  JSON.stringify([tenantId, appId, version]);
