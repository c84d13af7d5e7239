import { customAppScope, type AppDefinition, type MethodDefinition } from '@drawbridge/catalog';
import { apps } from '@drawbridge/catalog/apps';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, invalidField, type Config } from '../platform/index.ts';
import { bringsClient } from './credential-form.ts';
import { CustomDefinitions, type CustomVersion, type Versioned } from './custom-definitions.ts';
import { sandboxApp } from './sandbox-app.ts';

/** The catalog of apps, as the rest of the backend asks for it. */
@Injectable()
export class AppCatalog {
  readonly all: readonly AppDefinition[];
  private readonly byId: ReadonlyMap<string, AppDefinition>;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly custom: CustomDefinitions,
  ) {
    const sandbox = config.DRAWBRIDGE_SANDBOX_URL === undefined ? [] : [sandboxApp(config.DRAWBRIDGE_SANDBOX_URL)];
    this.all = [...apps, ...sandbox].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.byId = new Map(this.all.map((app) => [app.id, app]));
  }

  find(appId: string): AppDefinition | undefined {
    return this.byId.get(appId);
  }

  /** The method by its key, or by its kind where only one method of the app is of that kind. */
  method(appId: string, keyOrKind: string): { app: AppDefinition; method: MethodDefinition } {
    return methodIn(this.byId.get(appId), keyOrKind);
  }

  /** What a new connection is made with: of a custom app the version that is offered to the caller now. */
  async offered(appId: string, keyOrKind: string): Promise<Used> {
    if (customAppScope(appId) === undefined) return { ...this.method(appId, keyOrKind), custom: null };
    return methodOf(await this.custom.find({ appId }), keyOrKind);
  }

  /** What an existing connection was made with; a new version of its app changes nothing for it. */
  async made({ appId, methodKey, appVersion: version, tenantId }: Made): Promise<Used> {
    if (version == null) return { ...this.method(appId, methodKey), custom: null };
    return methodOf(await this.custom.find({ appId, version, ...(tenantId !== undefined && { tenantId }) }), methodKey);
  }

  /** What a published copy was made with, for whoever uses it: a tenant's own app is known by it outside of its tenant. */
  async copied({ appId, methodKey, customAppVersionId: versionId }: Copied): Promise<Used> {
    if (versionId == null) return { ...this.method(appId, methodKey), custom: null };
    return methodOf(await this.custom.published(versionId), methodKey);
  }

  /** An app of the catalog, or a custom one in the caller's sight. */
  async known(appId: string): Promise<AppDefinition | undefined> {
    return (await this.inSight(appId))?.app;
  }

  /** The same, with the version of a custom app that is offered. */
  async inSight(appId: string): Promise<{ app: AppDefinition; version: number | null } | undefined> {
    if (customAppScope(appId) !== undefined) {
      const found = await this.custom.find({ appId });
      return found && { app: found.app, version: found.custom.number };
    }
    const app = this.find(appId);
    return app && { app, version: null };
  }

  /** The row of a custom app in the caller's sight; null: it comes with the product, or there is none. */
  async customAppId(appId: string): Promise<string | null> {
    return customAppScope(appId) === undefined
      ? null
      : ((await this.custom.find({ appId }))?.custom.customAppId ?? null);
  }

  nameOf(appId: string): string {
    return this.byId.get(appId)?.name ?? appId;
  }

  /** The name of a row's app; of a custom one it came along with the row. */
  nameFor(row: { appId: string; customAppName?: string | null | undefined }): string {
    return row.customAppName ?? this.nameOf(row.appId);
  }
}

/** A method in use, and the app that it is of. */
export interface Used {
  app: AppDefinition;
  method: MethodDefinition;
  /** Of a custom app; null: the app comes with the product. */
  custom: CustomVersion | null;
}

/** What names the method of a published copy. */
export interface Copied {
  appId: string;
  methodKey: string;
  customAppVersionId?: string | null | undefined;
}

/** What names the method of a connection or of an attempt. */
export interface Made {
  appId: string;
  methodKey: string;
  appVersion?: number | null | undefined;
  /** Whose it is; left out: the caller's. */
  tenantId?: string;
}

const methodOf = (found: Versioned | undefined, keyOrKind: string): Used => ({
  ...methodIn(found?.app, keyOrKind),
  custom: found?.custom ?? null,
});

function methodIn(app: AppDefinition | undefined, keyOrKind: string): { app: AppDefinition; method: MethodDefinition } {
  if (!app) throw invalidField('unknown_app', '/appId', 'is not in the catalog');
  const byKey = app.methods.find((method) => method.key === keyOrKind);
  const ofKind = app.methods.filter((method) => method.kind === keyOrKind);
  const method = byKey ?? (ofKind.length === 1 ? ofKind[0] : undefined);
  if (!method)
    throw invalidField('unknown_app', '/authMethod', `must be one of ${app.methods.map((one) => one.key).join(', ')}`);
  return { app, method };
}

/** What an administrator registers as the OAuth client of this method; undefined: there is none to register. */
export function clientCredential(method: MethodDefinition): 'secret' | 'private_key' | 'none' | undefined {
  if (method.kind !== 'oauth2_authorization_code' || bringsClient(method)) return undefined;
  if (method.oauth2?.clientAuth === 'private_key_jwt') return 'private_key';
  return method.oauth2?.clientAuth === 'none' ? 'none' : 'secret';
}

/**
 * Whether connections can be made by this method here, and if not, why. A grant by a person takes an OAuth client,
 * which an administrator has to register first.
 */
export function availability(
  method: MethodDefinition,
  hasClient: boolean,
): { available: boolean; reason: string | null } {
  if (method.kind !== 'oauth2_authorization_code' || bringsClient(method)) return { available: true, reason: null };
  return hasClient
    ? { available: true, reason: null }
    : { available: false, reason: 'No OAuth client is configured for this app.' };
}
