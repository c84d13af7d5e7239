import type { FieldDefinition } from './field.ts';
import type { MethodDefinition } from './method.ts';
import type { Fault } from './rules.ts';

/** The values that appear more than once. */
export function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

export function* fieldFaults(method: MethodDefinition): Generator<Fault> {
  for (const key of duplicates(method.fields.map((field) => field.key))) {
    yield { path: ['fields'], message: `two fields are called ${key}` };
  }
  for (const key of duplicates(method.scopes.map((scope) => scope.name))) {
    yield { path: ['scopes'], message: `two scopes are called ${key}` };
  }
  for (const [index, field] of method.fields.entries()) {
    for (const message of faultsOf(field, method)) yield { path: ['fields', index], message };
  }
}

function* faultsOf(field: FieldDefinition, method: MethodDefinition): Generator<string> {
  const values = field.options?.map((option) => option.value);
  if (values && duplicates(values).length > 0) yield 'an option appears twice';
  if (field.default !== undefined && values && !values.includes(field.default)) yield 'the default is not an option';
  if (field.default !== undefined && field.secret) yield 'a secret has no default';
  if (field.default !== undefined && field.pattern && !new RegExp(field.pattern, 'u').test(field.default)) {
    yield 'the default does not match the pattern';
  }
  if (field.hostSuffix && field.format !== 'host_label') yield 'hostSuffix is for host_label';
  if (field.allowedHostSuffixes && field.format !== 'host' && field.format !== 'url')
    yield 'allowedHostSuffixes is for host and url';
  if (field.allowHttp && field.format !== 'url') yield 'allowHttp is for url';
  if (field.allowQuery && field.format !== 'url') yield 'allowQuery is for url';
  if (field.allowPort && field.format !== 'host') yield 'allowPort is for host';
  yield* sourceFaults(field, method);
}

function* sourceFaults(field: FieldDefinition, method: MethodDefinition): Generator<string> {
  const source = field.filledFrom;
  if (source?.from === 'token' && !method.oauth2) yield 'there is no token reply without oauth2';
  if (source?.from === 'callback' && method.oauth2?.grant !== 'authorization_code') yield 'there is no redirect';
  if (source?.from === 'session' && !method.session) yield 'there is no session';
  if (source?.from === 'lookup' && !method.lookups.some((lookup) => lookup.key === source.lookup))
    yield `no lookup is called ${source.lookup}`;
  if (source?.from === 'field') {
    if (!method.fields.some((other) => other.key === source.field && !other.filledFrom))
      yield `no field to ask is called ${source.field}`;
    if ((source.match === undefined) === (source.path === undefined)) yield 'either match or path';
  }
}
