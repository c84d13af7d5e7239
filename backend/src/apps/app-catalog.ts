import { customAppScope, type AppDefinition, type MethodDefinition } from '@drawbridge/catalog';
import { apps } from '@drawbridge/catalog/apps';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, invalidField, type Config } from '../platform/index.ts';
import { bringsClient } from './credential-form.ts';
import { CustomDefinitions } from './custom-definitions.ts';
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
  async offered(appId: string, keyOrKind: string): Promise<Offered> {
    if (customAppScope(appId) === undefined) return { ...this.method(appId, keyOrKind), version: null };
    const found = await this.custom.find(appId);
    return { ...methodIn(found?.app, keyOrKind), version: found?.version ?? null };
  }

  /** What an existing connection was made with; a new version of its app changes nothing for it. */
  async made(of: Made): Promise<{ app: AppDefinition; method: MethodDefinition }> {
    if (of.appVersion == null) return this.method(of.appId, of.methodKey);
    return methodIn((await this.custom.find(of.appId, of.appVersion))?.app, of.methodKey);
  }

  /** An app of the catalog, or a custom one in the caller's sight. */
  async known(appId: string): Promise<AppDefinition | undefined> {
    return customAppScope(appId) === undefined ? this.find(appId) : (await this.custom.find(appId))?.app;
  }

  nameOf(appId: string): string {
    return this.byId.get(appId)?.name ?? appId;
  }

  /** The name of a row's app; of a custom one it came along with the row. */
  nameFor(row: { appId: string; customAppName?: string | null | undefined }): string {
    return row.customAppName ?? this.nameOf(row.appId);
  }
}

interface Offered {
  app: AppDefinition;
  method: MethodDefinition;
  /** Of a custom app; null: the app comes with the product. */
  version: number | null;
}

interface Made {
  appId: string;
  methodKey: string;
  appVersion?: number | null | undefined;
}

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
