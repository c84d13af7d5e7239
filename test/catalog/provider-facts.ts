import { readFileSync } from 'node:fs';

/** A value in a reply: as it stands, a template of values of the case, or `+` for one that is made up. */
export type Planted = string | number | boolean | null | readonly string[];

/** A reply by what is known of it: its status, and what stands where (`$.path`, `header x`, `body`, `xml A.B`). */
export interface Answer {
  readonly status: number;
  readonly has?: Readonly<Record<string, Planted>>;
}

/** Where a credential belongs in a request: `header x`, `query x`, `body x` or `basic`, and in what form. */
export type Places = Readonly<Record<string, string>>;

/** A further call that comes before or after the test, and what is answered. */
export interface ExtraCall {
  readonly call: string;
  readonly sends?: Places;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly has?: Readonly<Record<string, Planted>>;
}

/** A key that is accepted and may not do what is needed. */
export interface Narrow {
  readonly status?: number;
  readonly has?: Readonly<Record<string, Planted>>;
  /** Index of the extra call that tells; left out: the test. */
  readonly extra?: number;
  /** The permission that the connection must name as missing. */
  readonly lacks?: string;
  /** Path in the token reply where the provider names the granted scopes. */
  readonly scopes?: string;
}

/** The OAuth side. */
export interface LoginFacts {
  readonly grant: string;
  readonly authorize?: string;
  readonly token: string;
  /** Of the token call; POST unless told. */
  readonly verb?: 'GET';
  readonly refresh?: string;
  readonly revoke?: string;
  readonly client?: string;
  readonly as?: 'json';
  readonly fixed?: Readonly<Record<string, string>>;
  readonly scopes?: readonly string[];
  readonly separator?: string;
  readonly pkce?: string;
  readonly gives?: Readonly<Record<string, Planted>>;
}

/** What is known of how a provider behaves towards one way to connect, found in sources other than the catalog. */
export interface ProviderFacts {
  readonly app: string;
  readonly method: string;
  readonly kind: string;
  /** Verb and address of the test; left out: asking for a token is the test. */
  readonly call?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly sends: Places;
  /** Headers beside the credential that the provider wants. */
  readonly fixed?: Readonly<Record<string, string>>;
  readonly good?: readonly Answer[];
  readonly bad?: readonly Answer[];
  readonly narrow?: Narrow;
  readonly who: { readonly in?: 'reply' | 'token' | 'extra' | 'typed'; readonly id: string; readonly label?: string };
  readonly extra?: readonly ExtraCall[];
  readonly login?: LoginFacts;
  /** What a person types, where the shape decides about something; `{n}` is the number of the case. */
  readonly typed?: Readonly<Record<string, string>>;
  /** What comes from replies, by the name that templates have for it. */
  readonly values?: Readonly<Record<string, string>>;
  readonly callback?: Readonly<Record<string, string>>;
}

export type CaseValues = Readonly<Record<string, string>>;

/** One line a method. Placeholders bear the names of the catalog's fields. */
export const providerFacts: readonly ProviderFacts[] = readFileSync(
  new URL('./provider-facts.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as ProviderFacts);

/** Fills the placeholders of a fact; throws when one has no value, since the fact could not be checked then. */
export function fill(template: string, values: CaseValues): string {
  return template.replace(/\{([a-z0-9_]+)\}/g, (_all, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the facts speak of {${name}}, which this case has no value for`);
    return value;
  });
}
