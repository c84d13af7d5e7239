import type { AppDefinition, MethodDefinition, TestError, TestResult } from '@drawbridge/catalog';

/** What is to be tested. Nothing in it is kept, logged or put into an error. */
export interface ProbeInput {
  readonly app: Pick<AppDefinition, 'id' | 'name'>;
  readonly method: MethodDefinition;
  /** The values that a person gave, normalised, by field key. */
  readonly fields: Readonly<Record<string, string>>;
  /** Values that nobody typed: `access_token`, `client_id`, and fields that were filled from replies before. */
  readonly values?: Readonly<Record<string, string>>;
  /** What a person chose among several items that a look-up found: the id of the item by the key of the look-up. */
  readonly chosen?: Readonly<Record<string, string>>;
  /** The parsed reply of the token endpoint, while it is at hand; rules may read the account and the scopes there. */
  readonly tokenReply?: unknown;
}

/** A look-up found several items and nobody has said yet which one is meant; or the one that was meant is not among them. */
export interface Choices {
  /** Key of the look-up. */
  readonly lookup: string;
  readonly question: string;
  readonly items: readonly { readonly id: string; readonly label: string }[];
}

/** What came of a test. Holds nothing that the provider wrote, but the identity, the scopes and declared fields. */
export interface ProbeResult {
  readonly test: TestResult;
  readonly error?: TestError;
  /** Who the credential is; left out when the reply does not tell. */
  readonly account?: { readonly id: string; readonly label: string | null };
  /** Scopes as the provider names them. */
  readonly scopes?: string[];
  /** Values that the test found for fields that nobody is asked for; never secret ones. */
  readonly values?: Record<string, string>;
  /** Set: a person has to choose before there is anything to test. */
  readonly choices?: Choices;
  /** Set: there is no harmless way to test this; says why. Then there is no error and all three are undecided. */
  readonly untestable?: string;
}

/** One test under way: the definition and every value that its templates may name. */
export interface Subject {
  readonly app: Pick<AppDefinition, 'id' | 'name'>;
  readonly method: MethodDefinition;
  readonly values: Readonly<Record<string, string>>;
  readonly chosen: Readonly<Record<string, string>>;
  readonly tokenReply?: unknown;
}
