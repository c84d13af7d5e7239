import type { Action, Subject } from '@drawbridge/catalog';
import { subject } from '@casl/ability';
import { rulesToCondition } from '@casl/ability/extra';
import { principal, Problem, type Principal } from '../platform/index.ts';
import { abilityFor, type Ability } from './ability.ts';

const abilities = new WeakMap<Principal, Ability>();

/** What the current principal may do. */
export function currentAbility(): Ability {
  const who = principal();
  let ability = abilities.get(who);
  if (!ability) {
    ability = abilityFor(who);
    abilities.set(who, ability);
  }
  return ability;
}

/** Whether the current principal may do this to this very record. */
export const mayDo = (action: Action, name: Subject, record: object): boolean =>
  currentAbility().can(action, subject(name, { ...record }));

/** Refuses what the current principal may not do to this very record. */
export function ensure(action: Action, name: Subject, record: object): void {
  if (!mayDo(action, name, record)) throw new Problem('forbidden');
}

/** What a list may show, from the same rules as the object check; null: nothing at all. */
export function accessibleBy(action: Action, name: Subject): Record<string, unknown> | null {
  return rulesToCondition<Ability, Record<string, unknown>, Record<string, unknown>>(
    currentAbility().rulesFor(action, name),
    (rule) => (rule.inverted ? { $not: rule.conditions ?? {} } : { ...rule.conditions }),
    { and: (conditions) => ({ $and: conditions }), or: (conditions) => ({ $or: conditions }), empty: () => ({}) },
  );
}
