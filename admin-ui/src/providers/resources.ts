import type { Subject } from '@drawbridge/catalog';

/** Each resource of the console: where the API keeps it and what a permission rule calls it. */
export const resources = {
  apps: { path: '/apps', subject: 'App' },
  connections: { path: '/connections', subject: 'Connection' },
  usages: { path: '/connections/{connectionId}/usages', subject: 'Usage' },
  'global-usages': { path: '/global-connections/{globalConnectionId}/usages', subject: 'Usage' },
  'publication-requests': { path: '/publication-requests', subject: 'PublicationRequest' },
  'global-connections': { path: '/global-connections', subject: 'GlobalConnection' },
  'audit-events': { path: '/audit-events', subject: 'AuditEvent' },
  'rotation-due': { path: '/rotation/due', subject: 'RotationDue' },
  'connection-reviews': { path: '/connection-reviews', subject: 'ConnectionReview' },
  'rotation-sign-offs': { path: '/reports/rotation/sign-offs', subject: 'SignOff' },
  'reminder-runs': { path: '/rotation/reminder-runs', subject: 'ReminderRun' },
  memberships: { path: '/memberships', subject: 'Membership' },
  'api-keys': { path: '/api-keys', subject: 'ApiKey' },
  'oauth-clients': { path: '/oauth-clients', subject: 'OAuthClient' },
  users: { path: '/users', subject: 'User' },
  'tenant-apps': { path: '/tenants/{tenantId}/apps', subject: 'AppRule' },
  'custom-apps': { path: '/custom-apps', subject: 'CustomApp' },
  tenants: { path: '/tenants', subject: 'Tenant' },
  notifications: { path: '/notifications', subject: 'Notification' },
} as const satisfies Record<string, { path: string; subject: Subject }>;

export type ResourceName = keyof typeof resources;

export const isResource = (name: string): name is ResourceName => Object.hasOwn(resources, name);

/** The path of a resource; parts in braces are taken out of the filter. */
export function pathOf(
  name: string,
  filter: Record<string, unknown> = {},
): { path: string; rest: Record<string, unknown> } {
  if (!isResource(name)) throw new Error(`There is no resource ${name}.`);
  const rest = { ...filter };
  const path = resources[name].path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = rest[key];
    delete rest[key];
    return encodeURIComponent(String(value));
  });
  return { path, rest };
}
