import { z } from 'zod';
import { patternFault } from './pattern.ts';
import { isTemplate } from './template.ts';

/** Kebab-case identifier of an app or a method. */
export const kebabCase = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must consist of small letters, digits and single hyphens, such as api-key');

/** Snake-case name that placeholders refer to. */
export const placeholderName = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]*$/,
    'must begin with a small letter and consist of small letters, digits and underscores, such as api_key',
  );

/** One line of plain text, written for people. */
export const plainText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');

/** Text that may hold `{placeholder}`s and no other brace. */
export const template = z.string().min(1).refine(isTemplate, 'has a brace that belongs to no {placeholder}');

/** Template whose value may be empty, such as the user half of a basic login. */
export const templateOrEmpty = z.string().refine(isTemplate, 'has a brace that belongs to no {placeholder}');

/** Regular expression source, compiled with the `u` flag. */
export const patternSource = z.string().superRefine((source, context) => {
  const fault = patternFault(source);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

/** A length of time in whole seconds. */
export const seconds = z.int().positive();

/**
 * Where a value stands in a reply. `$`, `$.a.b`, `$[0].a`, `$["a b"]`, `$.list[?is_default].id`, `$.list[?type=main].id`: JSON.
 * `header x`: a response header. `body`: the whole text. `xml A.B`: element B inside element A. Alternatives: `first|second`.
 */
export const replyPath = z
  .string()
  .regex(
    /^(?:\$[^|]*|header [A-Za-z0-9-]+|body|xml [\w.:-]+)(?:\|(?:\$[^|]*|header [A-Za-z0-9-]+|body|xml [\w.:-]+))*$/,
    'must be a reply path such as $.user.id, header x-request-id, body or xml A.B',
  );

/** Fixed parameters; values may hold placeholders. */
export const parameters = z.record(z.string().min(1), templateOrEmpty);
