import type { MethodDefinition } from './method.ts';

/** The scopes in a provider's answer: a list, or one text with a separator. */
export function readScopes(value: unknown, separator: string): string[] {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(separator) : [];
  return parts.map((part) => String(part).trim()).filter((part) => part !== '');
}

/** The required scopes that were not granted, neither themselves nor by a wider one. */
export function missingScopes(method: Pick<MethodDefinition, 'scopes'>, granted: readonly string[]): string[] {
  const has = new Set(granted);
  return method.scopes
    .filter((scope) => scope.required && ![scope.name, ...scope.satisfiedBy].some((name) => has.has(name)))
    .map((scope) => scope.name);
}

/** A scope that is required, and whether it was granted. */
export interface RequiredScope {
  readonly name: string;
  /** What it allows and why it is asked for, in words for the person. */
  readonly why: string;
  /** Null: the provider does not say what it granted. */
  readonly granted: boolean | null;
}

/**
 * Compares what was granted with what is required. The scope that asks for a refresh token is often left out of what a
 * provider says it granted; that there is such a token shows it.
 */
export function requiredScopes(
  method: Pick<MethodDefinition, 'scopes' | 'oauth2'>,
  { granted, renews }: { granted: readonly string[]; renews: boolean },
): RequiredScope[] {
  const { issued, issuedWith } = method.oauth2?.refresh ?? {};
  const shown = renews && issued === 'with_scope' && issuedWith !== undefined ? [issuedWith] : [];
  const missing = missingScopes(method, [...granted, ...shown]);
  return method.scopes
    .filter(({ required }) => required)
    .map(({ name, why }) => ({ name, why, granted: granted.length === 0 ? null : !missing.includes(name) }));
}

/** The scopes to ask for, by the parameter that carries them. */
export function requestedScopes(method: Pick<MethodDefinition, 'scopes' | 'oauth2'>): Record<string, string> {
  const { oauth2 } = method;
  const byParam = new Map<string, string[]>();
  for (const scope of method.scopes) {
    const param = scope.param ?? oauth2?.scopeParam;
    if (param) byParam.set(param, [...(byParam.get(param) ?? []), scope.name]);
  }
  return Object.fromEntries([...byParam].map(([param, names]) => [param, names.join(oauth2?.scopeSeparator ?? ' ')]));
}
