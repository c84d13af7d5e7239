import { readReply, type Lookup, type ProviderReply } from '@drawbridge/catalog';
import { safeText } from './account.ts';
import type { Choices, Subject } from './probe-types.ts';
import { secretsOf } from './secrets.ts';
import { textOf } from './values.ts';

/** More than a person can choose from; a longer list is cut. */
const maxItems = 200;

/** The item to go on with, as a reply that rules can read; or what a person has to choose from; or neither, when there is none. */
export interface Chosen {
  readonly item?: ProviderReply;
  readonly choices?: Choices;
}

/**
 * Finds the item that a person chose, now or when the connection was made. The only one that there is needs no choice.
 * Another than the chosen one is never taken in its place.
 */
export function chooseItem(lookup: Lookup, reply: ProviderReply, subject: Subject): Chosen {
  const found = readReply(reply, lookup.items);
  const list: unknown[] = Array.isArray(found) ? found : found === undefined ? [] : [found];
  const candidates = list.flatMap((json) => {
    const id = textOf(readReply({ json }, lookup.itemId));
    return id === undefined ? [] : [{ json, id }];
  });
  const [first, ...others] = candidates;
  if (!first) return {};
  const wanted = subject.chosen[lookup.key];
  if (wanted === undefined && (lookup.choose === 'first' || others.length === 0)) return { item: { json: first.json } };
  const meant = candidates.find(({ id }) => id === wanted);
  if (meant) return { item: { json: meant.json } };
  const { key, question } = lookup;
  const secrets = secretsOf(subject.method, subject.values);
  const items = candidates.slice(0, maxItems).flatMap(({ json, id }) => {
    const label = safeText(textOf(readReply({ json }, lookup.itemLabel)) ?? id, secrets);
    return safeText(id, secrets) === null ? [] : [{ id, label: label ?? id }];
  });
  // A list of nothing but what may not be shown is no choice.
  return items.length === 0 ? {} : { choices: { lookup: key, question, items } };
}
