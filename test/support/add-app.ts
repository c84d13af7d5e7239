import type { AppDefinition } from '@drawbridge/catalog';
import { AppCatalog } from '../../backend/src/apps/index.ts';
import type { Harness } from './harness.ts';

/** The catalog, open for one more app. */
interface Opened {
  all: AppDefinition[];
  byId: Map<string, AppDefinition>;
}

/** Puts an app into the catalog of this application, beside those of the product. */
export function addApp(h: Harness, definition: AppDefinition): void {
  const catalog = h.app.get<unknown, Opened>(AppCatalog);
  catalog.all.push(definition);
  catalog.byId.set(definition.id, definition);
}
