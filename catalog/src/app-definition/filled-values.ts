import type { FieldDefinition, FilledFrom } from './field.ts';
import type { MethodDefinition } from './method.ts';
import { normalizeField } from './normalize-field.ts';
import { readPath, readReply, type ProviderReply } from './read-path.ts';

/** Where values that nobody types are read from. */
export type FillSource =
  | { readonly from: 'token' | 'session'; readonly reply: ProviderReply }
  | { readonly from: 'lookup'; readonly lookup: string; readonly item: unknown }
  | { readonly from: 'callback'; readonly query: Readonly<Record<string, string | undefined>> }
  | { readonly from: 'field'; readonly values: Readonly<Record<string, string | undefined>> };

type Fields = Pick<MethodDefinition, 'fields'>;

/** The fields that a person is asked for. */
export function askedFields(method: Fields): FieldDefinition[] {
  return method.fields.filter((field) => !field.filledFrom);
}

/** The values that a source brings. One that breaks the rules of its field, such as a foreign host, is left out. */
export function filledValues(method: Fields, source: FillSource): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of method.fields) {
    const raw = field.filledFrom && read(field.filledFrom, source);
    if (typeof raw !== 'string' && typeof raw !== 'number') continue;
    const result = normalizeField(field, String(raw));
    if (result.ok && result.value !== '') found[field.key] = result.value;
  }
  return found;
}

function read(rule: FilledFrom, source: FillSource): unknown {
  if (rule.from === 'token' && source.from === 'token') return readReply(source.reply, rule.path);
  if (rule.from === 'session' && source.from === 'session') return readReply(source.reply, rule.path);
  if (rule.from === 'callback' && source.from === 'callback') return source.query[rule.param];
  if (rule.from === 'field' && source.from === 'field') return partOf(source.values[rule.field] ?? '', rule);
  if (rule.from === 'lookup' && source.from === 'lookup' && rule.lookup === source.lookup) {
    return readPath(source.item, rule.path);
  }
  return undefined;
}

function partOf(value: string, rule: Extract<FilledFrom, { from: 'field' }>): unknown {
  if (rule.match) return new RegExp(rule.match, 'u').exec(value)?.[1];
  try {
    return readPath(JSON.parse(value), rule.path ?? '$');
  } catch {
    return undefined;
  }
}

/** True when request URLs hold a secret and must not be shown or logged beyond their host. */
export function hasSecretUrl(method: Pick<MethodDefinition, 'inject'>): boolean {
  return method.inject.some((item) => item.in === 'path' || item.in === 'query');
}
