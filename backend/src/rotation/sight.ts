import type { Action, Subject } from '@drawbridge/catalog';
import { currentAbility } from '../access/index.ts';
import { Problem } from '../platform/index.ts';

/** Whose credentials: without a tenant every one's and the published copies, without an owner the whole tenant's. */
export interface Sight {
  tenantId: string | null;
  ownerId: string | null;
}

/** What the caller's rule for this lets them see, for SQL that the rule cannot be put into as it is. */
export function sightOf(action: Action, subject: Subject): Sight {
  const [rule, ...others] = currentAbility().rulesFor(action, subject);
  if (!rule) throw new Problem('forbidden');
  if (others.length > 0 || rule.inverted) throw new Error(`${action} ${subject} must be one plain rule`);
  const { tenantId = null, ownerId = null, ...unknown } = (rule.conditions ?? {}) as Partial<Sight>;
  if (Object.keys(unknown).length > 0)
    throw new Error(`${action} ${subject} has conditions that are not understood here`);
  return { tenantId, ownerId };
}
