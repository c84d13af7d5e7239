import { apps, type AppDefinition, type MethodDefinition } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { invalidField } from '../platform/index.ts';

const byId = new Map(apps.map((app) => [app.id, app]));

/** The catalog of apps, as the rest of the backend asks for it. */
@Injectable()
export class AppCatalog {
  readonly all: readonly AppDefinition[] = apps;

  find(appId: string): AppDefinition | undefined {
    return byId.get(appId);
  }

  /** The method by its key, or by its kind where only one method of the app is of that kind. */
  method(appId: string, keyOrKind: string): { app: AppDefinition; method: MethodDefinition } {
    const app = byId.get(appId);
    if (!app) throw invalidField('unknown_app', '/appId', 'is not in the catalog');
    const byKey = app.methods.find((method) => method.key === keyOrKind);
    const ofKind = app.methods.filter((method) => method.kind === keyOrKind);
    const method = byKey ?? (ofKind.length === 1 ? ofKind[0] : undefined);
    if (!method)
      throw invalidField(
        'unknown_app',
        '/authMethod',
        `must be one of ${app.methods.map((one) => one.key).join(', ')}`,
      );
    return { app, method };
  }

  nameOf(appId: string): string {
    return byId.get(appId)?.name ?? appId;
  }
}

/** Whether connections can be made by this method here, and if not, why. */
export function availability(method: MethodDefinition): { available: boolean; reason: string | null } {
  if (method.kind.startsWith('oauth2'))
    return { available: false, reason: 'No OAuth client is configured for this app.' };
  return { available: true, reason: null };
}
