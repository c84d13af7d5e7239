import type { Machine } from '@drawbridge/catalog';
import { Problem } from './problem.ts';

/** The state that the event leads to; refuses an event that is not possible in this state. */
export function next<State extends string, Event extends string>(
  machine: Machine<State, Event>,
  state: State,
  event: Event,
): State {
  const transition = Object.hasOwn(machine.events, event) ? machine.events[event] : undefined;
  if (!transition?.from.includes(state))
    throw new Problem('invalid_transition', {
      detail: `It is ${state.replaceAll('_', ' ')}, so it cannot ${event.replaceAll('_', ' ')}.`,
    });
  return transition.to;
}
