import type { AppDefinition, MethodDefinition } from '@drawbridge/catalog';
import { findApp } from '@drawbridge/catalog/apps';

/** A method as the catalog has it; what is tested against a real server is what people connect with. */
export function method(appId: string, key?: string): { app: AppDefinition; method: MethodDefinition } {
  const app = findApp(appId);
  const found = app?.methods.find((one) => key === undefined || one.key === key);
  if (!app || !found) throw new Error(`the catalog has no ${appId}/${key}`);
  return { app, method: found };
}

/** Values that take the place of the right ones, one after the other. */
export function oneOf(...wrong: readonly Record<string, string>[]): readonly Record<string, string>[] {
  return wrong;
}
