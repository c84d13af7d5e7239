import type { Action, Subject } from '@drawbridge/catalog';
import {
  createMongoAbility,
  type ForcedSubject,
  type MongoAbility,
  type MongoQuery,
  type RawRuleOf,
} from '@casl/ability';
import type { Principal } from '../platform/index.ts';

export type Ability = MongoAbility<[Action, Subject | ForcedSubject<Subject>], MongoQuery<Record<string, unknown>>>;
type Rule = RawRuleOf<Ability>;
type Conditions = Record<string, unknown>;

const can = (action: Action | Action[], subject: Subject | Subject[], conditions?: Conditions): Rule => ({
  action,
  subject,
  ...(conditions && { conditions }),
});
const cannot = (action: Action | Action[], subject: Subject, conditions: Conditions): Rule => ({
  ...can(action, subject, conditions),
  inverted: true,
});

/** All rules of all roles. Conditions name entity properties, so that lists and objects are held by the same rule. */
export const abilityFor = (who: Principal): Ability => createMongoAbility<Ability>(rulesOf(who));

function rulesOf(who: Principal): Rule[] {
  switch (who.role) {
    case 'system_admin':
      return systemAdmin(who);
    case 'compliance':
      return compliance(who);
    case 'tenant_admin':
      return tenantAdmin(who);
    case 'member':
      return member(who);
    case 'workflow':
      return workflow();
    case 'system':
      return [];
  }
}

/** Resolves credentials, and nothing else. */
const workflow = (): Rule[] => [can('resolve', 'Credential')];

/** Every person: the own session and the own notices. */
function everyone(who: Principal): Rule[] {
  return [
    can(['read', 'update'], 'Session'),
    can(['read', 'update'], 'Notification', { userId: who.id }),
    can('read', ['App', 'GlobalConnection', 'RotationPolicy']),
  ];
}

/** Decides about publications and keeps the platform; never sees into a tenant's connections. */
function systemAdmin(who: Principal): Rule[] {
  return [
    ...everyone(who),
    can(['read', 'approve', 'deny'], 'PublicationRequest'),
    cannot(['approve', 'deny'], 'PublicationRequest', { requestedBy: who.id }),
    can(['rotate', 'revoke'], 'GlobalConnection'),
    can('read', 'Usage', { connectionId: null }),
    can(['read', 'create', 'update'], ['Tenant', 'User', 'Membership']),
    can(['read', 'update'], 'AppRule'),
    can(['read', 'create', 'update', 'revoke', 'restore'], 'CustomApp', { tenantId: null }),
    can('revoke', 'Membership'),
    can(['read', 'create', 'update'], 'OAuthClient', { tenantId: null }),
    can(['read', 'export', 'verify'], 'AuditEvent'),
    can('read', ['RotationDue', 'RotationReport']),
    can('read', 'SignOff', { tenantId: null }),
    can('update', 'RotationPolicy', { tenantId: null }),
    can(['read', 'run'], 'ReminderRun'),
  ];
}

/** Reads everything but secrets, runs reminders and reports, and signs reports off. */
function compliance(who: Principal): Rule[] {
  return [
    ...everyone(who),
    can('read', [
      'Connection',
      'Usage',
      'PublicationRequest',
      'Tenant',
      'User',
      'Membership',
      'ApiKey',
      'OAuthClient',
      'AppRule',
      'CustomApp',
      'SignOff',
      'ConnectionReview',
    ]),
    can('sign_off', 'RotationReport'),
    can(['read', 'export', 'verify'], 'AuditEvent'),
    can('read', ['RotationDue', 'RotationReport']),
    can(['read', 'run'], 'ReminderRun'),
  ];
}

/** Everything in the own tenant. */
function tenantAdmin(who: Principal): Rule[] {
  const own = { tenantId: who.tenantId };
  return [
    ...everyone(who),
    can(
      ['read', 'create', 'update', 'check', 'debug', 'rotate', 'reauthorize', 'revoke', 'request_publication'],
      'Connection',
      own,
    ),
    can(['read', 'create'], ['Attempt', 'ConnectionReview'], own),
    can('read', 'Usage', own),
    can(['read', 'create', 'withdraw'], 'PublicationRequest', own),
    can(['read', 'export', 'verify'], 'AuditEvent', own),
    can('read', 'Tenant', { id: who.tenantId }),
    can(['read', 'create', 'update', 'revoke'], 'Membership', own),
    can(['read', 'create', 'revoke'], 'ApiKey', own),
    can(['read', 'create', 'update'], 'OAuthClient', own),
    can('read', 'OAuthClient', { tenantId: null }),
    can(['read', 'create', 'update', 'revoke', 'restore'], 'CustomApp', own),
    can('read', ['RotationDue', 'RotationReport'], own),
    can('update', 'RotationPolicy', own),
    can(['read', 'run'], 'ReminderRun', own),
  ];
}

/** Uses every connection of the tenant; changes those they created. */
function member(who: Principal): Rule[] {
  const tenant = { tenantId: who.tenantId };
  const own = { tenantId: who.tenantId, ownerId: who.id };
  return [
    ...everyone(who),
    can(['read', 'check'], 'Connection', tenant),
    can(['create', 'update', 'debug', 'rotate', 'reauthorize', 'revoke'], 'Connection', own),
    can(['read', 'create'], 'Attempt', { tenantId: who.tenantId, createdBy: who.id }),
    can('read', 'Usage', tenant),
    can('read', 'AuditEvent', own),
    can('read', 'AuditEvent', { tenantId: who.tenantId, actorId: who.id }),
    can('read', 'RotationDue', own),
    can(['read', 'run'], 'ReminderRun', own),
  ];
}
