import {
  buildUrl,
  fillTemplate,
  placeholdersIn,
  TemplateError,
  type Injection,
  type MethodDefinition,
  type RequestDefinition,
} from '@drawbridge/catalog';
import type { Values } from './values.ts';

/** A request that is ready to be signed and sent. */
export interface BuiltRequest {
  readonly url: URL;
  readonly method: string;
  /** By lower-case name. */
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

const alwaysSent = { accept: 'application/json, */*;q=0.5', 'user-agent': 'Drawbridge' };

/**
 * Builds a request of a definition with the credential in its places.
 * Throws a TemplateError, which names no value, when one is missing or may not stand where it should.
 */
export function buildRequest(method: MethodDefinition, request: RequestDefinition, values: Values): BuiltRequest {
  const injections = request.auth === 'inject' ? method.inject.filter((item) => isDue(item, values)) : [];
  const url = new URL(buildUrl(method, request.url, values).href);
  addQuery(url, injections, values);
  const content = bodyOf(request, injections, values);
  const headers: Record<string, string> = { ...alwaysSent };
  if (content) headers['content-type'] = content.type;
  for (const [name, value] of Object.entries({ ...method.staticHeaders, ...request.headers })) {
    headers[name.toLowerCase()] = fillTemplate(value, values, 'header');
  }
  Object.assign(headers, credentialHeaders(request.auth, injections, values));
  return { url, method: request.method, headers, body: content?.text ?? null };
}

function isDue(item: Injection, values: Values): boolean {
  const isOptional = 'optional' in item && item.optional;
  return !isOptional || [...placeholdersIn(item.name), ...placeholdersIn(item.value)].every((name) => values[name]);
}

function credentialHeaders(
  auth: RequestDefinition['auth'],
  injections: readonly Injection[],
  values: Values,
): Record<string, string> {
  if (auth === 'none') return {};
  if (auth === 'access_token') return { authorization: fillTemplate('Bearer {access_token}', values, 'header') };
  if (typeof auth === 'object') return { authorization: basic(auth.username, auth.password, values) };
  const headers: Record<string, string> = {};
  for (const item of injections) {
    if (item.in === 'header')
      headers[fillTemplate(item.name, values, 'header').toLowerCase()] = fillTemplate(item.value, values, 'header');
    if (item.in === 'basic') headers['authorization'] = basic(item.username, item.password, values);
  }
  return headers;
}

/** RFC 7617: UTF-8, and no colon in the user half, where it would move the border between the two. */
function basic(username: string, password: string, values: Values): string {
  const user = fillTemplate(username, values, 'body');
  if (user.includes(':')) throw new TemplateError(placeholdersIn(username)[0] ?? 'username', 'must not hold a colon');
  return `Basic ${Buffer.from(`${user}:${fillTemplate(password, values, 'body')}`).toString('base64')}`;
}

function addQuery(url: URL, injections: readonly Injection[], values: Values): void {
  const added = injections
    .filter((item) => item.in === 'query')
    .map((item) => {
      return `${encodeURIComponent(fillTemplate(item.name, values, 'body'))}=${encodeURIComponent(fillTemplate(item.value, values, 'body'))}`;
    });
  if (added.length > 0) url.search = [url.search.slice(1), ...added].filter(Boolean).join('&');
}

function bodyOf(
  request: RequestDefinition,
  injections: readonly Injection[],
  values: Values,
): { type: string; text: string } | null {
  const members = injections.filter((item) => item.in === 'body');
  const { body } = request;
  if (!body && members.length === 0) return null;
  if (body?.format === 'empty') return null;
  if (body?.format === 'text') return { type: body.contentType, text: fillTemplate(body.value, values, 'body') };
  const injected = members.map(({ name, value }) => [name, fillTemplate(value, values, 'body')] as const);
  if (body?.format === 'form') {
    const given = Object.entries(body.value).map(
      ([name, value]) => [name, fillTemplate(value, values, 'body')] as const,
    );
    const form = new URLSearchParams(Object.fromEntries([...given, ...injected]));
    return { type: 'application/x-www-form-urlencoded', text: form.toString() };
  }
  const document = fillDocument(body?.value ?? {}, values);
  if (injected.length === 0) return { type: 'application/json', text: JSON.stringify(document) };
  if (document === null || typeof document !== 'object' || Array.isArray(document))
    throw new TemplateError('body', 'must be an object');
  return { type: 'application/json', text: JSON.stringify({ ...document, ...Object.fromEntries(injected) }) };
}

/** Fills the strings of a document; JSON.stringify escapes them, so that a value cannot become structure. */
function fillDocument(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return fillTemplate(value, values, 'body');
  if (Array.isArray(value)) return value.map((item) => fillDocument(item, values));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillDocument(item, values)]));
}
