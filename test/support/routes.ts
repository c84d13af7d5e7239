import type { IdKind } from '@drawbridge/catalog';
import { apiDocument } from '../../backend/src/api-docs.ts';
import { RouteCheck, type Route } from '../../backend/src/access/index.ts';
import type { Harness } from './harness.ts';
import { customDefinition } from './custom-definition.ts';
import type { Ids } from './objects.ts';

export type { Route };

/** Every route that the application serves, as the application itself tells. */
export const routesOf = (h: Harness): Route[] => h.app.get(RouteCheck).routes();

export const nameOf = (route: Route): string => `${route.method} ${route.path}`;
export const methodOf = (route: Route) => route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What the `:id` of a path is an id of, by the path's first word. */
const kindOf: Record<string, IdKind | 'app'> = {
  apps: 'app',
  'api-keys': 'apiKey',
  connections: 'connection',
  'custom-apps': 'customApp',
  'global-connections': 'globalConnection',
  memberships: 'membership',
  notifications: 'notification',
  'oauth-clients': 'oauthClient',
  'publication-requests': 'publicationRequest',
  rotation: 'reminderRun',
  'sign-offs': 'signOff',
  tenants: 'tenant',
  users: 'user',
};

/** The kinds of the ids in a path; throws for a path that no row says anything about. */
export function kindsIn(route: Route): (IdKind | 'app')[] {
  return [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => {
    if (name === 'attemptId') return 'attempt';
    // A part of the address that is compared with what was asked for; no object is read by it.
    if (name === 'appId' || name === 'customAppId') return 'app';
    const kind = kindOf[route.path.split('/')[1] as string];
    if (name !== 'id' || !kind)
      throw new Error(`test/support/routes.ts does not say what :${name} of ${nameOf(route)} is`);
    return kind;
  });
}

/** The path with these ids in it. */
export function pathWith(route: Route, ids: Ids): string {
  const kinds = kindsIn(route);
  return route.path.replaceAll(/:\w+/g, (name) => {
    const kind = kinds.shift() as IdKind | 'app';
    if (name === ':customAppId') return ids.customApp;
    return kind === 'app' ? 'postgresql' : ids[kind];
  });
}

const reason = 'Because of a test.';

/** A body that each route takes, about these objects. */
const bodies: Record<string, (ids: Ids) => Record<string, unknown>> = {
  'POST /session': () => ({ email: 'nobody@example.com', password: 'not the password' }),
  'PATCH /session': (ids) => ({ membershipId: ids.membership }),
  'POST /tenants': () => ({ name: 'Initech', slug: 'initech' }),
  'PATCH /tenants/:id': () => ({ name: 'Renamed', version: 1 }),
  'PUT /tenants/:id/apps/:appId': () => ({ blocked: true, reason }),
  'PUT /apps/:id/rule': () => ({ blocked: false, reason }),
  'POST /custom-apps': () => ({ definition: { id: 'own-nothing' } }),
  'POST /custom-apps/validate': () => ({ definition: {} }),
  'POST /custom-apps/try': () => ({ definition: {}, authMethod: 'login' }),
  'POST /custom-apps/:id/versions': () => ({ definition: customDefinition('own-seeded') }),
  'POST /custom-apps/:id/retire': () => ({ number: 1, reason }),
  'POST /custom-apps/:id/withdraw': () => ({ reason, connectionCount: 0 }),
  'POST /custom-apps/:id/restore': () => ({ reason }),
  'POST /users': () => ({ name: 'Nora New', email: 'nora@example.com', password: 'a long password' }),
  'PATCH /users/:id': () => ({ name: 'Renamed', version: 1 }),
  'POST /memberships': (ids) => ({
    email: 'mara@example.com',
    role: 'member',
    name: 'Mara',
    password: 'a long password',
    tenantId: ids.tenant,
  }),
  'PATCH /memberships/:id': () => ({ role: 'member' }),
  'POST /api-keys': () => ({ name: 'Nightly', expiresInDays: 30 }),
  'POST /api-keys/:id/revoke': () => ({ reason }),
  'POST /connections': () => ({
    appId: 'postgresql',
    authMethod: 'login',
    name: 'Orders',
    fields: { host: '127.0.0.1', port: '1', database: 'd', username: 'u', password: 'p', sslmode: 'disable' },
  }),
  'PATCH /connections/:id': () => ({ name: 'Renamed', version: 1 }),
  'POST /connections/:id/rotate': () => ({ fields: { password: 'p' }, confirmAccountChange: false }),
  'POST /connections/:id/reauthorize': () => ({ fields: { password: 'p' }, confirmAccountChange: false }),
  'POST /connections/:attemptId/choice': () => ({ id: 'a-site' }),
  'POST /connections/:id/reviews': () => ({ note: 'Because of a test.' }),
  'POST /connections/:id/debug': () => ({ minutes: 15 }),
  'POST /connections/:id/debug/stop': () => ({}),
  'POST /connections/:id/revoke': () => ({ reason, revokePublished: false }),
  'POST /publication-requests': (ids) => ({ connectionId: ids.connection, justification: reason }),
  'POST /publication-requests/:id/approve': () => ({ reason }),
  'POST /publication-requests/:id/deny': () => ({ reason }),
  'POST /publication-requests/:id/withdraw': () => ({ reason }),
  'POST /global-connections/:id/revoke': () => ({ reason }),
  'POST /global-connections/:id/rotate': () => ({ fields: { password: 'p' } }),
  'POST /credentials/resolve': (ids) => ({ connectionId: ids.connection, workflow: 'Test' }),
  'POST /oauth-clients': () => ({
    appId: 'github',
    authMethod: 'oauth2-app',
    clientId: 'a-client',
    clientSecret: 'a-secret',
  }),
  'PATCH /oauth-clients/:id': () => ({ clientSecret: 'another-secret' }),
  'PUT /rotation/policies': (ids) => ({ connectionId: ids.connection, days: 30 }),
  'POST /rotation/reminder-runs': () => ({}),
  'POST /reports/rotation/sign-offs': () => ({ statement: 'Because of a test.', digest: '0'.repeat(64) }),
  'POST /notifications/read-all': () => ({}),
  'POST /notifications/:id/read': () => ({}),
};

const hasBody = new Set(['POST', 'PUT', 'PATCH']);

/** A body that the route accepts; undefined where it takes none. Throws for a route that no row says anything about. */
export function bodyFor(route: Route, ids: Ids): Record<string, unknown> | undefined {
  if (!hasBody.has(route.method)) return undefined;
  const body = bodies[nameOf(route)];
  if (!body) throw new Error(`test/support/routes.ts has no body for ${nameOf(route)}`);
  return body(ids);
}

/** The parameters in the query of each route, from the API's own description. */
export function queryParameters(h: Harness): (route: Route) => string[] {
  const paths = apiDocument(h.app).paths as Record<
    string,
    Record<string, { parameters?: { in: string; name: string }[] }>
  >;
  return (route) => {
    const operation = paths[`/api/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`]?.[methodOf(route)];
    return (operation?.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name);
  };
}
