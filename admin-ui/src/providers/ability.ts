import { createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import { actions, type Action, type Me, type Subject } from '@drawbridge/catalog';
import { useMemo } from 'react';
import { useMe } from './session.ts';

type Ability = MongoAbility<[Action, Subject | (object & { __caslSubjectType__: Subject })]>;
export type May = (action: Action, kind: Subject, record?: object) => boolean;

const built = new WeakMap<Me, Ability>();

function abilityOf(me: Me): Ability {
  const known = built.get(me);
  if (known) return known;
  const ability = createMongoAbility<Ability>(me.rules);
  built.set(me, ability);
  return ability;
}

/** What the API shows as `owner: { id, name }` is `ownerId` in a rule. */
function asEntity(me: Me, view: object): Record<string, unknown> {
  const row: Record<string, unknown> = { ...view };
  const idIn = (field: string) => {
    const value = row[field];
    return typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
  };
  return {
    ...row,
    tenantId: idIn('tenant') ?? me.tenant?.id ?? null,
    ownerId: idIn('owner'),
    requestedBy: idIn('requestedBy'),
  };
}

/** Whether the signed-in person may do this; false on any doubt. The server decides in any case. */
export function may(me: Me | null, action: Action, kind: Subject, record?: object): boolean {
  if (!me) return false;
  const ability = abilityOf(me);
  return record === undefined ? ability.can(action, kind) : ability.can(action, subject(kind, asEntity(me, record)));
}

export function useMay(): May {
  const me = useMe();
  return useMemo(() => (action, kind, record) => may(me, action, kind, record), [me]);
}

/** react-admin asks in its own words; null is a question that nobody answers with yes. */
export function actionOf(word: string): Action | null {
  if (word === 'list' || word === 'show') return 'read';
  if (word === 'edit') return 'update';
  if (word === 'delete') return 'revoke';
  return actions.find((action) => action === word) ?? null;
}
