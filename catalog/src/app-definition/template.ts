/** One `{name}` in a template; `{+name}` keeps the slashes of a path (RFC 6570, reserved expansion). */
export const placeholder = /\{(\+?)([a-z][a-z0-9_]*)\}/g;

/** The names that a template refers to, each once, in order of appearance. */
export function placeholdersIn(template: string): string[] {
  return [...new Set([...template.matchAll(placeholder)].map((match) => match[2] as string))];
}

/** True when every brace of the text belongs to a well-formed placeholder. */
export function isTemplate(text: string): boolean {
  return !/[{}]/.test(text.replace(placeholder, ''));
}

/** A URL template taken apart; each part may still hold placeholders. */
export interface UrlTemplate {
  /** `https`, `http`, or the name of the field that holds scheme, host and perhaps a path. */
  readonly origin: { readonly scheme: 'https' | 'http'; readonly host: string } | { readonly field: string };
  readonly path: string;
  readonly query: string;
}

/** Takes an absolute URL template apart, or answers undefined when it is none. Fragments and user names are refused. */
export function parseUrlTemplate(template: string): UrlTemplate | undefined {
  const literal = /^(https?):\/\/([^/?#@\\]+)((?:\/[^?#]*)?)(?:\?([^#]*))?$/.exec(template);
  if (literal) {
    const [, scheme, host, path = '', query = ''] = literal;
    return { origin: { scheme: scheme as 'https' | 'http', host: host as string }, path, query };
  }
  const fromField = /^\{([a-z][a-z0-9_]*)\}((?:\/[^?#]*)?)(?:\?([^#]*))?$/.exec(template);
  if (!fromField) return undefined;
  const [, field, path = '', query = ''] = fromField;
  return { origin: { field: field as string }, path, query };
}
