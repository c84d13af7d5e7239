import { fillTemplate, TemplateError, type TemplateValues } from './fill-template.ts';
import type { MethodDefinition } from './method.ts';
import { normalizeField } from './normalize-field.ts';
import { parseUrlTemplate, placeholdersIn } from './template.ts';
import { WebUrl } from './web-url.ts';

type UrlParts = Pick<MethodDefinition, 'baseUrl' | 'fields'>;

interface Base {
  readonly origin: string;
  readonly path: string;
  readonly query: string;
}

/**
 * Builds the absolute URL of a request: `url` is absolute, or goes below the base URL of the method.
 * Throws a TemplateError when a value is missing, breaks the rules of its field, or would lead to another host than the template names.
 */
export function buildUrl(method: UrlParts, url: string, values: TemplateValues): WebUrl {
  const isRelative = url === '' || url.startsWith('/');
  if (/^\/[/\\]/.test(url)) throw new TemplateError('url', 'must not start with two slashes');
  const all = withDefaults(method, values);
  const base = baseOf(method, isRelative ? (method.baseUrl ?? '') : url, all);
  const [path = '', ...query] = isRelative ? url.split('?') : [''];
  const ownQuery = fillTemplate(query.join('?'), all, 'query');
  const search = [base.query, ownQuery].filter((part) => part !== '').join('&');
  return assemble(base, `${base.path}${fillTemplate(path, all, 'path')}`, search);
}

function withDefaults(method: UrlParts, values: TemplateValues): TemplateValues {
  const defaults = method.fields.flatMap((field) =>
    field.default === undefined ? [] : [[field.key, field.default] as const],
  );
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries([...defaults, ...given]);
}

function baseOf(method: UrlParts, template: string, values: TemplateValues): Base {
  const parsed = parseUrlTemplate(template);
  if (!parsed) throw new TemplateError('url', 'is not absolute');
  const path = fillTemplate(parsed.path, values, 'path');
  const query = fillTemplate(parsed.query, values, 'query');
  if ('field' in parsed.origin) {
    const given = new WebUrl(checked(method, parsed.origin.field, values));
    const search = [given.search.slice(1), query].filter((part) => part !== '').join('&');
    return { origin: given.origin, path: `${given.pathname.replace(/\/$/, '')}${path}`, query: search };
  }
  for (const name of placeholdersIn(parsed.origin.host)) checked(method, name, values);
  return { origin: `${parsed.origin.scheme}://${fillTemplate(parsed.origin.host, values, 'host')}`, path, query };
}

/** The value of a field that decides about the host, checked again: it may come from a reply or from an older definition. */
function checked(method: UrlParts, name: string, values: TemplateValues): string {
  const field = method.fields.find((candidate) => candidate.key === name);
  const value = values[name];
  if (!field) throw new TemplateError(name, 'is not declared as a field');
  if (!value) throw new TemplateError(name, 'has no value');
  const result = normalizeField(field, value);
  if (!result.ok) throw new TemplateError(name, result.message);
  if (field.format !== 'url' && result.value !== value) throw new TemplateError(name, 'is not normalized');
  return result.value;
}

function assemble(base: Base, path: string, search: string): WebUrl {
  const url = new WebUrl(`${base.origin}${path === '' ? '/' : path}${search === '' ? '' : `?${search}`}`);
  const isSame =
    url.origin === new WebUrl(base.origin).origin && url.username === '' && url.password === '' && url.hash === '';
  if (!isSame || (!path.startsWith('/') && path !== '')) throw new TemplateError('url', 'must not change the host');
  return url;
}
