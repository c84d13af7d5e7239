import type {
  AttemptState,
  ConnectionState,
  GlobalConnectionState,
  Outcome,
  PublicationState,
  ReminderRunState,
  Role,
  RotationDueView,
} from '@drawbridge/catalog';

export type Tone = 'success' | 'warning' | 'error' | 'info' | 'neutral';
type Words<State extends string> = Record<State, readonly [word: string, tone: Tone]>;

/** The word and the colour of every state; a state is never told by its colour alone. */
export const stateWords = {
  attempt: {
    pending: ['Pending', 'info'],
    succeeded: ['Succeeded', 'success'],
    failed: ['Failed', 'error'],
    expired: ['Expired', 'neutral'],
  } satisfies Words<AttemptState>,
  connection: {
    active: ['Active', 'success'],
    needs_reauth: ['Needs reauthorization', 'warning'],
    revoked: ['Revoked', 'neutral'],
  } satisfies Words<ConnectionState>,
  health: {
    ok: ['Healthy', 'success'],
    failed: ['Failing', 'error'],
    undecided: ['Undecided', 'warning'],
    none: ['Not checked', 'neutral'],
  } satisfies Words<Outcome | 'none'>,
  outcome: {
    ok: ['Passed', 'success'],
    failed: ['Failed', 'error'],
    undecided: ['Undecided', 'warning'],
  } satisfies Words<Outcome>,
  publication: {
    pending: ['Pending', 'warning'],
    approving: ['Approving', 'info'],
    approved: ['Approved', 'success'],
    denied: ['Denied', 'error'],
    withdrawn: ['Withdrawn', 'neutral'],
    expired: ['Expired', 'neutral'],
  } satisfies Words<PublicationState>,
  global: {
    published: ['Published', 'success'],
    revoked: ['Revoked', 'neutral'],
  } satisfies Words<GlobalConnectionState>,
  run: {
    running: ['Running', 'info'],
    completed: ['Completed', 'success'],
    failed: ['Failed', 'error'],
  } satisfies Words<ReminderRunState>,
  rotation: {
    ok: ['On time', 'success'],
    soon: ['Due soon', 'warning'],
    due: ['Due today', 'warning'],
    overdue: ['Overdue', 'error'],
  } satisfies Words<RotationDueView['status']>,
  audit: {
    success: ['Success', 'success'],
    failure: ['Failure', 'error'],
    denied: ['Denied', 'warning'],
  } satisfies Words<'success' | 'failure' | 'denied'>,
  tenantApp: {
    in_use: ['In use', 'info'],
    blocked: ['Blocked', 'error'],
    allowed: ['Allowed', 'success'],
  } satisfies Words<'in_use' | 'blocked' | 'allowed'>,
  on: { yes: ['Active', 'success'], no: ['Suspended', 'neutral'] } satisfies Words<'yes' | 'no'>,
} as const;

export type StateKind = keyof typeof stateWords;

export function stateWord(kind: StateKind, state: string): readonly [word: string, tone: Tone] {
  const words: Record<string, readonly [string, Tone]> = stateWords[kind];
  return words[state] ?? [sentenceCase(state), 'neutral'];
}

export const roleWords: Record<Role, string> = {
  system_admin: 'System admin',
  compliance: 'Compliance',
  tenant_admin: 'Tenant admin',
  member: 'Member',
  workflow: 'Workflow',
};

const methodWords: Record<string, string> = {
  oauth2_authorization_code: 'OAuth 2.0',
  oauth2_client_credentials: 'OAuth 2.0 client credentials',
  api_key: 'API key',
  basic: 'User name and password',
  custom: 'Custom credential',
  aws_sigv4: 'AWS access key',
};
export const methodWord = (kind: string) => methodWords[kind] ?? sentenceCase(kind);

const categoryWords: Record<string, string> = {
  ai: 'AI',
  cms: 'CMS',
  crm: 'CRM',
  email: 'E-mail',
  'e-commerce': 'E-commerce',
  'search-seo': 'Search and SEO',
};
export const categoryWord = (category: string) => categoryWords[category] ?? sentenceCase(category);

/** publication_request.approved -> Publication request approved */
export function sentenceCase(code: string): string {
  const words = code.replaceAll(/[._-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
