/** A state machine as data: each event names the states it may start from and the one it leads to. */
export interface Machine<State extends string, Event extends string> {
  readonly name: string;
  readonly initial: State;
  readonly events: Readonly<Record<Event, { readonly from: readonly State[]; readonly to: State }>>;
}

const machine = <State extends string, Event extends string>(definition: Machine<State, Event>) => definition;

/** The events that are possible in this state. */
export function allowed<State extends string, Event extends string>(of: Machine<State, Event>, state: State): Event[] {
  return (Object.keys(of.events) as Event[]).filter((event) => of.events[event].from.includes(state));
}

/** All the states of a machine, the initial one first. */
export function statesOf<State extends string, Event extends string>(of: Machine<State, Event>): State[] {
  const all = (Object.keys(of.events) as Event[]).flatMap((event) => [...of.events[event].from, of.events[event].to]);
  return [...new Set([of.initial, ...all])];
}

export const attemptStates = ['pending', 'succeeded', 'failed', 'expired'] as const;
export type AttemptState = (typeof attemptStates)[number];
export type AttemptEvent = 'succeed' | 'fail' | 'expire';
export const attemptMachine = machine<AttemptState, AttemptEvent>({
  name: 'attempt',
  initial: 'pending',
  events: {
    succeed: { from: ['pending'], to: 'succeeded' },
    fail: { from: ['pending'], to: 'failed' },
    expire: { from: ['pending'], to: 'expired' },
  },
});

export const connectionStates = ['active', 'needs_reauth', 'revoked'] as const;
export type ConnectionState = (typeof connectionStates)[number];
export type ConnectionEvent = 'invalidate' | 'recover' | 'reauthorize' | 'rotate' | 'revoke';
export const connectionMachine = machine<ConnectionState, ConnectionEvent>({
  name: 'connection',
  initial: 'active',
  events: {
    invalidate: { from: ['active'], to: 'needs_reauth' },
    recover: { from: ['needs_reauth'], to: 'active' },
    reauthorize: { from: ['active', 'needs_reauth'], to: 'active' },
    rotate: { from: ['active', 'needs_reauth'], to: 'active' },
    revoke: { from: ['active', 'needs_reauth'], to: 'revoked' },
  },
});

export const publicationStates = ['pending', 'approving', 'approved', 'denied', 'withdrawn', 'expired'] as const;
export type PublicationState = (typeof publicationStates)[number];
export type PublicationEvent = 'approve' | 'publish' | 'release' | 'deny' | 'withdraw' | 'expire';
export const publicationMachine = machine<PublicationState, PublicationEvent>({
  name: 'publication_request',
  initial: 'pending',
  events: {
    approve: { from: ['pending'], to: 'approving' },
    publish: { from: ['approving'], to: 'approved' },
    release: { from: ['approving'], to: 'pending' },
    deny: { from: ['pending'], to: 'denied' },
    withdraw: { from: ['pending'], to: 'withdrawn' },
    expire: { from: ['pending'], to: 'expired' },
  },
});

export const globalConnectionStates = ['published', 'revoked'] as const;
export type GlobalConnectionState = (typeof globalConnectionStates)[number];
export type GlobalConnectionEvent = 'republish' | 'rotate' | 'revoke';
export const globalConnectionMachine = machine<GlobalConnectionState, GlobalConnectionEvent>({
  name: 'global_connection',
  initial: 'published',
  events: {
    republish: { from: ['published'], to: 'published' },
    rotate: { from: ['published'], to: 'published' },
    revoke: { from: ['published'], to: 'revoked' },
  },
});

export const reminderRunStates = ['running', 'completed', 'failed'] as const;
export type ReminderRunState = (typeof reminderRunStates)[number];
export type ReminderRunEvent = 'complete' | 'fail';
export const reminderRunMachine = machine<ReminderRunState, ReminderRunEvent>({
  name: 'reminder_run',
  initial: 'running',
  events: {
    complete: { from: ['running'], to: 'completed' },
    fail: { from: ['running'], to: 'failed' },
  },
});

export const machines = [
  attemptMachine,
  connectionMachine,
  publicationMachine,
  globalConnectionMachine,
  reminderRunMachine,
] as const;
