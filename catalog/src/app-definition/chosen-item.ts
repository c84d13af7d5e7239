import type { MethodDefinition } from './method.ts';
import type { Lookup } from './signing.ts';

/** The field that holds the id of the item that was chosen of a lookup; undefined where none does. */
export function choiceField(
  method: Pick<MethodDefinition, 'fields'>,
  lookup: Pick<Lookup, 'key' | 'itemId'>,
): string | undefined {
  return method.fields.find(
    ({ filledFrom: source }) =>
      source?.from === 'lookup' && source.lookup === lookup.key && source.path === lookup.itemId,
  )?.key;
}

/** What was chosen before, by the key of the lookup, as the filled values of a connection tell. */
export function choicesIn(
  method: Pick<MethodDefinition, 'fields' | 'lookups'>,
  filled: Readonly<Record<string, string>>,
): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const lookup of method.lookups) {
    const value = filled[choiceField(method, lookup) ?? ''];
    if (value !== undefined && value !== '') chosen[lookup.key] = value;
  }
  return chosen;
}
