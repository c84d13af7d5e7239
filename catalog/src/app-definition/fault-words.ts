import type { z } from 'zod';

type Raw = z.core.$ZodRawIssue;

/** What zod found, as a sentence that says what belongs there. Schemas that bring a message of their own keep it. */
export const inWords: z.core.$ZodErrorMap = (issue) => asSentence(said(issue));

/** Begins with a capital and ends with a full stop; texts of rules are written to follow the name of a member. */
export function asSentence(text: string): string {
  const ended = /[.?!]$/.test(text) ? text : `${text}.`;
  return ended.charAt(0).toUpperCase() + ended.slice(1);
}

function said(issue: Raw): string {
  if (isMissing(issue)) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kindOf(issue.expected)}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}`;
    case 'too_small':
      return limit(issue.origin, issue.minimum, issue.exact ? 'exactly' : issue.inclusive ? 'at least' : 'more than');
    case 'too_big':
      return limit(issue.origin, issue.maximum, issue.exact ? 'exactly' : issue.inclusive ? 'at most' : 'less than');
    case 'invalid_format':
      return `must be ${formOf(issue)}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `knows no ${issue.keys.map((key) => JSON.stringify(key.slice(0, 60))).join(', ')}`;
    case 'invalid_union':
      return union(issue);
    case 'invalid_key':
      return `a name in it is not possible: it ${inner(issue.issues)}`;
    case 'invalid_element':
      return `a value in it is not possible: it ${inner(issue.issues)}`;
    case 'custom':
      return 'is not possible here';
  }
}

/** Nothing is there; of several forms, the member that tells them apart. */
function isMissing(issue: Raw): boolean {
  if (issue.code === 'invalid_type' && issue.expected === 'nonoptional') return true;
  if (issue.code === 'invalid_union' && typeof issue['discriminator'] === 'string')
    return (issue.input as Record<string, unknown> | null | undefined)?.[issue['discriminator']] === undefined;
  return issue.code.startsWith('invalid_') && issue.input === undefined;
}

const kinds: Partial<Record<z.core.$ZodInvalidTypeExpected, string>> = {
  string: 'text, in quotation marks',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false, without quotation marks',
  array: 'a list, in [ ]',
  tuple: 'a list, in [ ]',
  set: 'a list, in [ ]',
  object: 'an object, in { }',
  record: 'an object, in { }',
  map: 'an object, in { }',
  date: 'a date',
  null: 'null',
  undefined: 'left out',
  never: 'left out',
  void: 'left out',
  file: 'a file',
};

const kindOf = (expected: string): string => kinds[expected] ?? 'another kind of value';

const shown = (value: z.core.util.Primitive): string => (value === ' ' ? '" "' : String(value));

function oneOf(values: readonly z.core.util.Primitive[]): string {
  const words = values.map(shown);
  return words.length === 1 ? (words[0] ?? '') : `one of ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const units: Record<string, [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
  file: ['byte', 'bytes'],
};

function limit(origin: string, bound: number | bigint, how: string): string {
  const unit = units[origin];
  if (unit === undefined) return `must be ${how} ${bound}`;
  if (how === 'at least' && Number(bound) === 1)
    return origin === 'string' ? 'must not be empty' : 'must have at least one entry';
  return `must have ${how} ${bound} ${unit[Number(bound) === 1 ? 0 : 1]}`;
}

const forms: Record<string, string> = {
  url: 'a web address, such as https://example.com/docs',
  email: 'an e-mail address',
  date: 'a date, such as 2026-01-31',
  datetime: 'a moment, such as 2026-01-31T12:00:00Z',
  time: 'a time of day, such as 12:00:00',
  uuid: 'a UUID',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  json_string: 'JSON',
};

const parts: Record<string, string> = { starts_with: 'begins with', ends_with: 'ends with' };

function formOf(issue: Extract<Raw, { code: 'invalid_format' }>): string {
  const part = issue['prefix'] ?? issue['suffix'] ?? issue['includes'];
  if (typeof part === 'string') {
    return `text that ${parts[issue.format] ?? 'holds'} ${part}`;
  }
  return forms[issue.format] ?? 'written in another form';
}

function union(issue: Extract<Raw, { code: 'invalid_union' }>): string {
  const options = issue['options'] as readonly z.core.util.Primitive[] | undefined;
  if (options && options.length > 0) return `must be ${oneOf(options)}`;
  const branches = issue.errors as z.core.$ZodIssue[][];
  const wanted = branches.map(([first, ...others]) =>
    others.length === 0 && first?.code === 'invalid_type' && first.path.length === 0
      ? kindOf(first.expected)
      : undefined,
  );
  const named = [...new Set(wanted)].filter((kind) => kind !== undefined);
  return named.length === wanted.length && named.length > 0
    ? `must be ${named.join(', or ')}`
    : 'has none of the forms that are possible here';
}

/** What is wrong inside, to follow `it`. */
function inner(issues: readonly z.core.$ZodIssue[]): string {
  const text = issues[0]?.message ?? 'has another form';
  return text.charAt(0).toLowerCase() + text.slice(1);
}
