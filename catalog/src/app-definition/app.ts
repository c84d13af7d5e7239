import { z } from 'zod';
import { inWords } from './fault-words.ts';
import { methodDefinition } from './method.ts';
import { kebabCase, plainText } from './primitives.ts';
import { checkApp } from './rules.ts';

export const appCategory = z.enum([
  'ads',
  'ai',
  'analytics',
  'automation',
  'calendar',
  'cms',
  'communication',
  'crm',
  'customer-support',
  'data',
  'database',
  'design',
  'developer-tools',
  'documents',
  'e-commerce',
  'email',
  'finance',
  'fitness',
  'forms',
  'generic',
  'hr',
  'legal',
  'marketing',
  'media',
  'payments',
  'productivity',
  'project-management',
  'scheduling',
  'search-seo',
  'security-identity',
  'social',
  'storage',
  'video',
  'voice',
]);
export type AppCategory = z.infer<typeof appCategory>;

const facts = z.strictObject({
  confirmed: z
    .boolean()
    .describe('Whether the address and the place of the credential agree in two independent sources.'),
  scope: z
    .enum(['none', 'login', 'login_and_test'])
    .describe('How far that goes: nothing, how to log in, or the test request as well.'),
  sources: z.array(z.string().min(1)).describe('Where the facts were found.'),
  note: plainText(400).optional().describe('What is not confirmed, or where sources disagree.'),
});

/** One third-party app: how to connect an account of it, how to test it, and what to tell the person. */
export const appDefinition = z
  .strictObject({
    id: kebabCase.describe('Name in the API and the file name; never changes.'),
    name: plainText(60).describe('Name as people know it.'),
    category: appCategory.describe('Where the chooser shows it.'),
    description: plainText(200).describe('One plain sentence.'),
    docsUrl: z
      .url({ protocol: /^https$/ })
      .optional()
      .describe("The provider's documentation of its API."),
    priority: z.boolean().default(false).describe('True: shown first.'),
    facts: facts.describe('How far these facts can be trusted.'),
    methods: z.array(methodDefinition).min(1).describe('Ways to connect, the preferred one first.'),
  })
  .superRefine(checkApp);
export type AppDefinition = z.infer<typeof appDefinition>;
export type AppDefinitionInput = z.input<typeof appDefinition>;

/** Checks a definition, with what is wrong in sentences. */
export const parseApp = (typed: unknown) => appDefinition.safeParse(typed, { error: inWords });

/** A definition that breaks a rule. `issues` says where and how; the message holds the same for a log. */
export class AppDefinitionError extends TypeError {
  readonly issues: z.core.$ZodIssue[];
  /** The definition as it was written. */
  readonly input: unknown;

  constructor(input: AppDefinitionInput, error: z.ZodError) {
    super(`app ${input.id}: ${z.prettifyError(error)}`);
    this.name = 'AppDefinitionError';
    this.issues = error.issues;
    this.input = input;
  }
}

/** Checks a definition and fills in its defaults; throws an AppDefinitionError when a rule is broken. */
export function defineApp(input: AppDefinitionInput): AppDefinition {
  const result = parseApp(input);
  if (!result.success) throw new AppDefinitionError(input, result.error);
  return result.data;
}
