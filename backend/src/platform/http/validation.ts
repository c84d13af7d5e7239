import { inWords, type ProblemField } from '@drawbridge/catalog';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '../problem.ts';

interface Issue {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined;
  code?: string;
  keys?: readonly string[];
}

// For schemas without a message of their own.
z.config({ customError: inWords });

/** Validates body, query and path by the zod schema on the route; a refusal names each field. */
export const validationPipe = () =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => {
      const errors = (issues as readonly Issue[]).flatMap(fieldsOf).slice(0, 50);
      const [first] = errors;
      return new Problem('invalid_input', {
        ...(first && { detail: `${first.pointer || 'The body'}: ${first.message}` }),
        errors,
      });
    },
  });

function fieldsOf(issue: Issue): ProblemField[] {
  const path = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
  const code = issue.code ?? 'invalid';
  if (issue.keys)
    return issue.keys.map((key) => ({
      pointer: pointer([...path, key]),
      code: 'unknown_field',
      message: 'is not a known field',
    }));
  return [{ pointer: pointer(path), code, message: issue.message }];
}

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
