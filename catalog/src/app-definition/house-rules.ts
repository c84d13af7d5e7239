import type { AppDefinition } from './app.ts';
import type { MethodDefinition } from './method.ts';
import { normalizeField } from './normalize-field.ts';
import type { Fault } from './rules.ts';

/** What the skeleton of a new app leaves in every text that its author has to write. */
export const fillIn = 'FILL IN';

/** What an app of the catalog must have beside being well-formed; a custom app of an operator need not. */
export function* houseFaults(app: AppDefinition): Generator<Fault> {
  if (app.facts.confirmed !== (app.facts.scope !== 'none'))
    yield { path: ['facts', 'scope'], message: 'must be `none` exactly where `confirmed` is false' };
  if (app.facts.confirmed && app.facts.sources.length < 2)
    yield { path: ['facts', 'sources'], message: 'a confirmed app must name two independent sources' };
  if (app.facts.scope !== 'login_and_test' && app.facts.note === undefined)
    yield { path: ['facts', 'note'], message: 'must say what is not confirmed' };
  for (const [index, method] of app.methods.entries()) {
    const faults = [...guidanceFaults(method, app.priority), ...scopeFaults(method), ...valueFaults(method)];
    for (const { path, message } of faults) yield { path: ['methods', index, ...path], message };
  }
  yield* unwritten(app, []);
}

function* guidanceFaults(method: MethodDefinition, isPriority: boolean): Generator<Fault> {
  if (method.guidance.length === 0)
    yield { path: ['guidance'], message: 'must tell in short steps where the credential is' };
  if (isPriority && method.troubleshooting.length === 0)
    yield { path: ['troubleshooting'], message: 'must tell what commonly goes wrong, since the app is shown first' };
  const isOwnServer = method.fields.some((field) => field.key === 'endpoint' || field.key === 'base_url');
  if (method.protocol === 'http' && !isOwnServer && !method.credentialUrl && !method.credentialPlace)
    yield { path: ['credentialUrl'], message: 'is missing: the page of the credential, or `credentialPlace`' };
  const isGrant = method.kind === 'oauth2_authorization_code';
  if (isGrant !== method.clientGuidance.length > 0)
    yield { path: ['clientGuidance'], message: 'is for the kind oauth2_authorization_code, which needs it' };
  if (method.account === undefined)
    yield { path: ['account'], message: 'is missing: without it every connection of the app is a stranger' };
}

/** Names that stand for everything. */
const wide = /(?:^|[^a-z])(?:admin|all|full|manage(?:ment)?|owner|root)(?:[^a-z]|$)|\*/i;

function* scopeFaults(method: MethodDefinition): Generator<Fault> {
  for (const [index, scope] of method.scopes.entries()) {
    const isWide = wide.test(scope.name) && !/read/i.test(scope.name);
    if (isWide && !/narrower/.test(`${scope.why} ${scope.note ?? ''}`))
      yield {
        path: ['scopes', index],
        message: `the scope ${scope.name} is wide: ask for less, or say why there is no narrower one`,
      };
  }
}

function* valueFaults(method: MethodDefinition): Generator<Fault> {
  for (const [index, field] of method.fields.entries()) {
    const text = field.example ?? field.default;
    const result = text === undefined ? undefined : normalizeField(field, text);
    if (result && !(result.ok && result.value === text))
      yield { path: ['fields', index, 'example'], message: 'is not a value that the field itself accepts' };
    if (field.secret && field.pattern && !field.stripSpaces)
      yield {
        path: ['fields', index, 'pattern'],
        message: 'must not refuse a secret for its shape: use `secretPattern`, which warns',
      };
  }
}

function* unwritten(value: unknown, path: (string | number)[]): Generator<Fault> {
  if (typeof value === 'string' && value.includes(fillIn)) yield { path, message: `still says ${fillIn}` };
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) {
    yield* unwritten(item, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}
