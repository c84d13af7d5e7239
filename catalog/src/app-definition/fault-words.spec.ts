import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { inWords } from './fault-words.ts';

const said = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: inWords }).error?.issues.map((issue) => issue.message) ?? [];

/** Every kind of fault that zod knows; one that is new does not compile. */
const kinds: Record<z.core.$ZodIssueCode, [schema: z.ZodType, value: unknown, sentence: string][]> = {
  invalid_type: [
    [z.string(), 5, 'Must be text, in quotation marks.'],
    [z.string(), undefined, 'Is missing.'],
    [z.string(), null, 'Must be text, in quotation marks.'],
    [z.number(), 'five', 'Must be a number.'],
    [z.int(), 1.5, 'Must be a whole number.'],
    [z.bigint(), 1, 'Must be a whole number.'],
    [z.boolean(), 'yes', 'Must be true or false, without quotation marks.'],
    [z.array(z.string()), {}, 'Must be a list, in [ ].'],
    [z.tuple([z.string()]), {}, 'Must be a list, in [ ].'],
    [z.set(z.string()), [], 'Must be a list, in [ ].'],
    [z.object({}), [], 'Must be an object, in { }.'],
    [z.record(z.string(), z.string()), 5, 'Must be an object, in { }.'],
    [z.map(z.string(), z.string()), 5, 'Must be an object, in { }.'],
    [z.date(), 5, 'Must be a date.'],
    [z.null(), 5, 'Must be null.'],
    [z.undefined(), 5, 'Must be left out.'],
    [z.never(), 5, 'Must be left out.'],
    [z.nan(), 5, 'Must be another kind of value.'],
    [z.string().optional().nonoptional(), undefined, 'Is missing.'],
  ],
  invalid_value: [
    [z.enum(['a', 'b', 'c']), 'd', 'Must be one of a, b or c.'],
    [z.enum(['a', 'b']), undefined, 'Is missing.'],
    [z.literal('a'), 'b', 'Must be a.'],
    [z.enum([' ', ',']), '-', 'Must be one of " " or ,.'],
  ],
  too_small: [
    [z.string().min(1), '', 'Must not be empty.'],
    [z.string().min(3), 'a', 'Must have at least 3 characters.'],
    [z.string().length(1), '', 'Must have exactly 1 character.'],
    [z.array(z.string()).min(1), [], 'Must have at least one entry.'],
    [z.array(z.string()).min(2), [], 'Must have at least 2 entries.'],
    [z.number().min(3), 1, 'Must be at least 3.'],
    [z.number().positive(), 0, 'Must be more than 0.'],
  ],
  too_big: [
    [z.string().max(1), 'ab', 'Must have at most 1 character.'],
    [z.array(z.string()).max(1), ['a', 'b'], 'Must have at most 1 entry.'],
    [z.number().max(3), 4, 'Must be at most 3.'],
    [z.number().lt(3), 3, 'Must be less than 3.'],
  ],
  invalid_format: [
    [z.url(), 'x', 'Must be a web address, such as https://example.com/docs.'],
    [z.email(), 'x', 'Must be an e-mail address.'],
    [z.string().startsWith('a'), 'b', 'Must be text that begins with a.'],
    [z.string().endsWith('a'), 'b', 'Must be text that ends with a.'],
    [z.string().includes('a'), 'b', 'Must be text that holds a.'],
    [z.string().regex(/a/), 'b', 'Must be written in another form.'],
    [z.string().regex(/a/, 'must hold an a'), 'b', 'must hold an a'],
  ],
  not_multiple_of: [[z.number().multipleOf(5), 4, 'Must be a multiple of 5.']],
  unrecognized_keys: [[z.strictObject({}), { a: 1, b: 2 }, 'Knows no "a", "b".']],
  invalid_union: [
    [z.union([z.string(), z.null()]), 5, 'Must be text, in quotation marks, or null.'],
    [
      z.union([z.string().max(1), z.object({ a: z.string() })]),
      [],
      'Must be text, in quotation marks, or an object, in { }.',
    ],
    [
      z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]),
      {},
      'Has none of the forms that are possible here.',
    ],
    [
      z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
      { kind: 'c' },
      'Must be one of a or b.',
    ],
    [
      z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
      {},
      'Is missing.',
    ],
  ],
  invalid_key: [
    [
      z.record(z.string().min(2), z.string()),
      { a: 'b' },
      'A name in it is not possible: it must have at least 2 characters.',
    ],
  ],
  invalid_element: [
    [
      z.map(z.object({}), z.string()),
      new Map([[{}, 5]]),
      'A value in it is not possible: it must be text, in quotation marks.',
    ],
  ],
  custom: [
    [z.string().refine(() => false), 'a', 'Is not possible here.'],
    [z.string().refine(() => false, 'must be better'), 'a', 'must be better'],
  ],
};

describe.each(Object.entries(kinds))('a fault of kind %s', (code, cases) => {
  test.each(cases)('%#', (schema, value, sentence) => {
    const result = schema.safeParse(value);
    expect(result.error?.issues.map((issue) => issue.code)).toContain(code);
    expect(said(schema, value)).toContain(sentence);
  });
});
