/** The words of access control. Which role may do what stands in the backend's access module. */
export const roles = ['system_admin', 'compliance', 'tenant_admin', 'member', 'workflow'] as const;
export type Role = (typeof roles)[number];

/** Roles that a person can hold; `workflow` belongs to API keys. */
export const platformRoles = ['system_admin', 'compliance'] as const;
export const tenantRoles = ['tenant_admin', 'member'] as const;

export const actions = [
  'read',
  'create',
  'update',
  'check',
  'debug',
  'rotate',
  'reauthorize',
  'revoke',
  'restore',
  'request_publication',
  'approve',
  'deny',
  'withdraw',
  'run',
  'export',
  'verify',
  'sign_off',
  'resolve',
] as const;
export type Action = (typeof actions)[number];

export const subjects = [
  'App',
  'AppRule',
  'CustomApp',
  'Attempt',
  'Connection',
  'Usage',
  'PublicationRequest',
  'GlobalConnection',
  'AuditEvent',
  'RotationDue',
  'RotationPolicy',
  'ReminderRun',
  'RotationReport',
  'SignOff',
  'ConnectionReview',
  'Notification',
  'Credential',
  'Session',
  'Tenant',
  'User',
  'Membership',
  'ApiKey',
  'OAuthClient',
] as const;
export type Subject = (typeof subjects)[number];
