import type { FieldDefinition } from './field.ts';
import type { MethodDefinition } from './method.ts';
import { patternFault } from './pattern.ts';
import type { Fault } from './rules.ts';

/** The values that appear more than once. */
export function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

export function* fieldFaults(method: MethodDefinition): Generator<Fault> {
  for (const key of duplicates(method.fields.map((field) => field.key))) {
    yield { path: ['fields'], message: `two fields are called ${key}: each needs a key of its own` };
  }
  for (const key of duplicates(method.scopes.map((scope) => scope.name))) {
    yield { path: ['scopes'], message: `two scopes are called ${key}: name each one once` };
  }
  for (const [index, field] of method.fields.entries()) {
    for (const message of faultsOf(field, method)) yield { path: ['fields', index], message };
  }
}

function* faultsOf(field: FieldDefinition, method: MethodDefinition): Generator<string> {
  const values = field.options?.map((option) => option.value);
  if (values && duplicates(values).length > 0) yield 'an option appears twice';
  if (field.default !== undefined && values && !values.includes(field.default))
    yield 'the default is not an option: it must be the value of one';
  if (field.default !== undefined && field.secret) yield 'a secret has no default';
  // A pattern that is refused may not compile, or never come to an end.
  const pattern =
    field.pattern !== undefined && !patternFault(field.pattern) ? new RegExp(field.pattern, 'u') : undefined;
  if (field.default !== undefined && pattern?.test(field.default) === false)
    yield 'the default does not match the pattern';
  if (field.hostSuffix && field.format !== 'host_label') yield 'only a field of format host_label has a hostSuffix';
  if (field.allowedHostSuffixes && field.format !== 'host' && field.format !== 'url')
    yield 'only a field of format host or url has allowedHostSuffixes';
  if (field.allowHttp && field.format !== 'url') yield 'only a field of format url has allowHttp';
  if (field.allowQuery && field.format !== 'url') yield 'only a field of format url has allowQuery';
  if (field.allowPort && field.format !== 'host') yield 'only a field of format host has allowPort';
  yield* sourceFaults(field, method);
}

function* sourceFaults(field: FieldDefinition, method: MethodDefinition): Generator<string> {
  const source = field.filledFrom;
  if (source?.from === 'token' && !method.oauth2)
    yield 'there is no token reply to fill it from: the method has no oauth2';
  if (source?.from === 'callback' && method.oauth2?.grant !== 'authorization_code')
    yield 'there is no redirect to fill it from: the method has no grant authorization_code';
  if (source?.from === 'session' && !method.session)
    yield 'there is no session to fill it from: the method has no login call';
  if (source?.from === 'lookup' && !method.lookups.some((lookup) => lookup.key === source.lookup))
    yield `no lookup is called ${source.lookup}`;
  if (source?.from === 'field') {
    if (!method.fields.some((other) => other.key === source.field && !other.filledFrom))
      yield `no field to ask is called ${source.field}`;
    if ((source.match === undefined) === (source.path === undefined))
      yield 'either match or path is needed in filledFrom, and not both';
  }
}
