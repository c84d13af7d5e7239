import type { Capability, Rule } from './policy.ts';

/**
 * Decides what a set of policies grants on a path. Rules for the same pattern add up, `deny` beats all of them,
 * and of different patterns only the most specific one counts:
 * https://developer.hashicorp.com/vault/docs/concepts/policies#priority-matching
 */
export class Acl {
  readonly #exact = new Map<string, Set<Capability>>();
  readonly #wild = new Map<string, Set<Capability>>();

  constructor(rules: Iterable<Rule>) {
    for (const { pattern, capabilities } of rules) {
      const table = isWild(pattern) ? this.#wild : this.#exact;
      const known = table.get(pattern) ?? new Set();
      table.set(pattern, known);
      for (const capability of capabilities) known.add(capability);
    }
  }

  /** The capabilities on a path; empty or `deny` means none. `forList` follows the rules for a folder. */
  on(path: string, forList = false): ReadonlySet<Capability> {
    const bare = path.replace(/\/$/, '');
    const granted =
      this.#exact.get(path) ??
      (forList ? (this.#exact.get(bare) ?? (bare === path ? undefined : this.#mostSpecific(bare))) : undefined) ??
      this.#mostSpecific(path);
    return !granted || granted.has('deny') ? new Set(['deny']) : granted;
  }

  /** Whether anything below a folder is granted. */
  reaches(folder: string): boolean {
    for (const [pattern, granted] of [...this.#exact, ...this.#wild]) {
      if (!granted.has('deny') && (pattern.startsWith(folder) || matches(pattern, folder))) return true;
    }
    return false;
  }

  #mostSpecific(path: string): Set<Capability> | undefined {
    let best: string | undefined;
    for (const pattern of this.#wild.keys()) {
      if (matches(pattern, path) && (best === undefined || isMoreSpecific(pattern, best))) best = pattern;
    }
    return best === undefined ? undefined : this.#wild.get(best);
  }
}

const segmentWildcard = /(?:^|\/)\+(?=\/|$)/g;

const isWild = (pattern: string): boolean => pattern.endsWith('*') || pattern.search(segmentWildcard) >= 0;

/** `+` stands for one segment, a final `*` for anything that follows. */
export function matches(pattern: string, path: string): boolean {
  const isPrefix = pattern.endsWith('*');
  const wanted = (isPrefix ? pattern.slice(0, -1) : pattern).split('/');
  const given = path.split('/');
  if (isPrefix ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((segment, i) => {
    const actual = given[i] ?? '';
    if (segment === '+') return true;
    return isPrefix && i === wanted.length - 1 ? actual.startsWith(segment) : actual === segment;
  });
}

/** The documented order: later first wildcard, no final glob, fewer `+`, longer, lexicographically larger. */
export function isMoreSpecific(a: string, b: string): boolean {
  const [first, second] = [rank(a), rank(b)];
  for (const [i, value] of first.entries()) {
    const other = second[i] ?? 0;
    if (value !== other) return value > other;
  }
  return a > b;
}

function rank(pattern: string): number[] {
  const isPrefix = pattern.endsWith('*');
  const plus = [...pattern.matchAll(segmentWildcard)];
  const firstPlus = plus[0] ? plus[0].index + plus[0][0].length - 1 : pattern.length;
  const firstWildcard = Math.min(firstPlus, isPrefix ? pattern.length - 1 : pattern.length);
  return [firstWildcard, isPrefix ? 0 : 1, -plus.length, pattern.length];
}
