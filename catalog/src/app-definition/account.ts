import { z } from 'zod';
import { requestDefinition } from './request.ts';

const part = String.raw`(?:sha256\(\{[a-z][a-z0-9_]*\}\)|\$[^|#]*|header [A-Za-z0-9-]+|xml [\w.:-]+|(?:[^|$#(){}]|\{[a-z][a-z0-9_]*\})+)`;
const alternative = `${part}(?:#${part})*`;

/**
 * How an identity is put together; the first alternative that has a value counts (`a|b`).
 * `$.path`: in the JSON reply. `header x`, `xml A.B`: in the reply. `{field}`: from the fields, with fixed text between.
 * `{field}#$.path`, `$.a#$.b`: joined, for ids that are unique within another one only. `sha256({field})`: a fingerprint, where there is no account to ask for.
 */
export const identityRule = z
  .string()
  .regex(
    new RegExp(`^${alternative}(?:\\|${alternative})*$`),
    'must be an identity rule, such as $.user.id, header x-account or {username}@{host}',
  )
  .refine(
    (rule) => rule.split('|').every((one) => /[{$]|^(?:header|xml) /.test(one)),
    'fixed text alone would make every account the same',
  );

/** Who the credential is at the provider. Connections are told apart by this, never by their token. */
export const accountRule = z
  .strictObject({
    from: z
      .enum(['test', 'token', 'callback', 'field', 'request', 'lookup', 'session'])
      .describe('Where the identity comes from.'),
    id: identityRule.describe('Stable id at the provider; no value means the credential is not accepted.'),
    label: identityRule.optional().describe('Name that a person recognises.'),
    request: requestDefinition.optional().describe('The request to ask, when `from` is `request`.'),
    lookup: z.string().optional().describe('Key of the lookup, when `from` is `lookup`.'),
    represents: z
      .enum(['user', 'workspace', 'server', 'key'])
      .default('user')
      .describe('What the id stands for; `key`: the provider has no account to ask for.'),
  })
  .refine(
    (rule) => (rule.from === 'request') === (rule.request !== undefined),
    '`request` is needed where `from` is request, and nowhere else',
  )
  .refine(
    (rule) => (rule.from === 'lookup') === (rule.lookup !== undefined),
    '`lookup` is needed where `from` is lookup, and nowhere else',
  );
export type AccountRule = z.infer<typeof accountRule>;
