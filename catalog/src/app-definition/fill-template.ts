import { isHostAndPort, isHostLabel } from './host-name.ts';
import { placeholder } from './template.ts';

export type TemplatePlace = 'host' | 'path' | 'query' | 'header' | 'body';

/** Values by name; an empty text counts as no value. */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

/** A template could not be filled. Names the placeholder, never its value. */
export class TemplateError extends Error {
  readonly placeholder: string;

  constructor(name: string, reason: string) {
    super(`{${name}} ${reason}`);
    this.name = 'TemplateError';
    this.placeholder = name;
  }
}

/** Fills a template with the encoding of its place; throws a TemplateError when a value is missing or may not stand there. */
export function fillTemplate(template: string, values: TemplateValues, where: TemplatePlace): string {
  const filled = template.replace(placeholder, (match: string, keepSlashes: string, name: string, offset: number) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === '') throw new TemplateError(name, 'has no value');
    const isLast = offset + match.length === template.length;
    return encode(name, value, where, { keepSlashes: keepSlashes === '+', isLast });
  });
  if (where === 'path' && hasDotSegment(filled))
    throw new TemplateError(firstName(template), 'must not leave its path');
  if (where === 'header' && !/^[\x20-\x7e]*$/.test(filled))
    throw new TemplateError(firstName(template), 'must not hold control or non-ASCII characters');
  return filled;
}

function encode(
  name: string,
  value: string,
  where: TemplatePlace,
  options: { keepSlashes: boolean; isLast: boolean },
): string {
  switch (where) {
    case 'host': {
      const host = value.toLowerCase();
      if (options.isLast ? !isHostAndPort(host) : !isHostLabel(host)) throw new TemplateError(name, 'is no host name');
      return host;
    }
    case 'path':
      return options.keepSlashes ? pathOf(name, value) : segment(name, value);
    case 'query':
      return percentEncode(name, value);
    case 'header':
    case 'body':
      return value;
  }
}

/** RFC 3986 lets these stand in a path; some providers do not take them encoded. */
function segment(name: string, value: string): string {
  return percentEncode(name, value).replace(/%(3A|40|24|26|2B|2C|3B|3D)/g, (code) => decodeURIComponent(code));
}

function pathOf(name: string, value: string): string {
  const path = value.replace(/^\//, '');
  if (path.startsWith('/')) throw new TemplateError(name, 'must not start with two slashes');
  return path
    .split('/')
    .map((part) => segment(name, part))
    .join('/');
}

function percentEncode(name: string, value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    throw new TemplateError(name, 'holds half a character');
  }
}

function hasDotSegment(path: string): boolean {
  return path.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part));
}

function firstName(template: string): string {
  return [...template.matchAll(placeholder)][0]?.[2] ?? 'template';
}
