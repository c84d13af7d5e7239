import { z } from 'zod';
import { patternSource, placeholderName, plainText, replyPath } from './primitives.ts';

/** How a value is asked for, normalised and checked. */
export const fieldFormat = z.enum([
  'text',
  'password',
  'multiline',
  'email',
  'integer',
  'url',
  'host',
  'host_label',
  'port',
  'path',
  'json',
]);
export type FieldFormat = z.infer<typeof fieldFormat>;

const option = z.strictObject({
  value: z.string().describe('What is stored and sent.'),
  label: plainText(80).describe('What the person reads.'),
});

/** Where a value comes from that nobody is asked for. */
export const filledFrom = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('token').describe('The reply of the token endpoint; read again at every refresh.'),
    path: replyPath.describe('Where it stands in that reply.'),
  }),
  z.strictObject({
    from: z.literal('callback').describe('The query of the redirect back from the provider.'),
    param: z.string().min(1).describe('Name of the query parameter.'),
  }),
  z.strictObject({
    from: z.literal('lookup').describe('A call made after login; see `lookups` of the method.'),
    lookup: placeholderName.describe('Key of the lookup.'),
    path: replyPath.describe('Where it stands in the chosen item.'),
  }),
  z.strictObject({
    from: z.literal('session').describe('The reply of the login call; see `session` of the method.'),
    path: replyPath.describe('Where it stands in that reply.'),
  }),
  z.strictObject({
    from: z.literal('field').describe('A part of another field.'),
    field: placeholderName.describe('Key of that field.'),
    match: patternSource.optional().describe('Regular expression with one group: the part to take.'),
    path: replyPath.optional().describe('Where it stands, when that field holds JSON.'),
  }),
]);
export type FilledFrom = z.infer<typeof filledFrom>;

/** One value that a method needs: asked of a person, or filled from a reply. */
export const fieldDefinition = z.strictObject({
  key: placeholderName.describe('Name of the value; templates refer to it as {key}.'),
  label: plainText(60).describe("What the form calls it; the provider's own word where there is one."),
  help: plainText(300).optional().describe('One sentence below the input.'),
  secret: z.boolean().default(false).describe('True: masked on screen, kept in Vault only, never shown again.'),
  required: z.boolean().default(true).describe('Whether a value must be there before the test.'),
  format: fieldFormat.default('text').describe('Kind of value; decides input, normalisation and checks.'),
  pattern: patternSource
    .optional()
    .describe('What the normalised value must match. Not for secrets whose shape a provider may change.'),
  patternHint: plainText(160).optional().describe('What to say when the pattern does not match.'),
  example: z.string().min(1).optional().describe('Example of a value; never a real secret.'),
  options: z.array(option).min(1).optional().describe('Closed list of values.'),
  default: z.string().optional().describe('Value when nothing is typed.'),
  stripSpaces: z.boolean().default(false).describe('True: white space inside the value means nothing and is removed.'),
  lowerCase: z
    .boolean()
    .default(false)
    .describe('True: upper and lower case mean the same; stored in lower case. Hosts always are.'),
  alsoPastedAs: z
    .array(patternSource)
    .default([])
    .describe('Other forms in which people paste it: regular expressions whose one group is the value.'),
  hostSuffix: z
    .string()
    .regex(/^(\.[a-z0-9-]+)+$/, 'must be the end of a host in small letters, such as .freshdesk.com')
    .optional()
    .describe('For `host_label`: what follows the label, such as .freshdesk.com; removed when pasted along.'),
  allowedHostSuffixes: z
    .array(z.string().regex(/^(\.[a-z0-9-]+){2,}$/, 'must be the end of a host in small letters, such as .example.com'))
    .min(1)
    .optional()
    .describe(
      'For `host` and `url`: the host must end in one of these. Required for hosts that a provider answers with.',
    ),
  allowHttp: z
    .boolean()
    .default(false)
    .describe('For `url`: plain http is accepted too. Only where the server is chosen by the person.'),
  allowQuery: z.boolean().default(false).describe('For `url`: a query belongs to it, as in the address of a web hook.'),
  allowPort: z.boolean().default(false).describe('For `host`: a port may follow, as in git.example.com:8443.'),
  filledFrom: filledFrom.optional().describe('Set: nobody is asked, the value is read from here.'),
});
export type FieldDefinition = z.infer<typeof fieldDefinition>;
