import { parseApp, type AppDefinition } from './app.ts';
import { customMethodFaults } from './custom-rules.ts';
import { placedFaults } from './definition-faults.ts';
import { asSentence } from './fault-words.ts';

/** Whose app it is: of the platform, for every tenant, or of one tenant. */
export type CustomAppScope = 'platform' | 'tenant';

/** How ids of custom apps begin, so that they meet neither those of the catalog nor each other. */
export const customAppPrefix: Record<CustomAppScope, string> = { platform: 'custom-', tenant: 'own-' };

/** Whether this is the id of a custom app; undefined: of an app of the catalog. */
export function customAppScope(appId: string): CustomAppScope | undefined {
  if (appId.startsWith(customAppPrefix.platform)) return 'platform';
  return appId.startsWith(customAppPrefix.tenant) ? 'tenant' : undefined;
}

/** Something that is wrong with a definition, and where: a JSON pointer (RFC 6901). */
export interface DefinitionFault {
  pointer: string;
  message: string;
}

export type CheckedDefinition =
  { ok: true; definition: AppDefinition } | { ok: false; faults: [DefinitionFault, ...DefinitionFault[]] };

/** What is said of the facts of an app that nobody but its author has looked at. */
const ownFacts = { confirmed: false, scope: 'none', sources: ['defined here'] };

/** Checks a definition by the rules of the catalog and by those that hold for apps that people define themselves. */
export function checkCustomApp(typed: unknown, scope: CustomAppScope): CheckedDefinition {
  const isObject = typeof typed === 'object' && typed !== null && !Array.isArray(typed);
  const parsed = parseApp(isObject ? { ...typed, facts: ownFacts } : typed);
  const faults = parsed.success
    ? [...customFaults(parsed.data, scope)].map(({ pointer, message }) => ({ pointer, message: asSentence(message) }))
    : placedFaults(parsed.error.issues).map(({ path, message }) => ({ pointer: pointerOf(path), message }));
  const [first, ...others] = faults;
  if (first) return { ok: false, faults: [first, ...others] };
  if (!parsed.success) throw parsed.error;
  return { ok: true, definition: parsed.data };
}

function* customFaults(app: AppDefinition, scope: CustomAppScope): Generator<DefinitionFault> {
  const prefix = customAppPrefix[scope];
  if (!app.id.startsWith(prefix) || app.id.length > 60)
    yield { pointer: '/id', message: `must begin with ${prefix} and have at most 60 characters` };
  for (const [at, method] of app.methods.entries())
    for (const { path, message } of customMethodFaults(method))
      yield { pointer: pointerOf(['methods', at, ...path]), message };
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
