import type { IncomingMessage } from 'node:http';
import { fill, type CaseValues, type Places } from './provider-facts.ts';

/** A request as it arrived, with the origin that it was meant for. */
export interface Arrival {
  readonly verb: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What a provider expects of one call. */
export interface Expected {
  readonly call: string;
  readonly sends: Places;
  readonly fixed?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** Header that tells the simulator which origin a request was sent to. */
export const originHeader = 'x-simulated-origin';

/** Whether a request goes to the address of this call. */
export function isFor(arrival: Arrival, call: string, values: CaseValues): boolean {
  const [verb, url] = addressOf(call, values);
  return arrival.verb === verb && arrival.url.origin === url.origin && pathOf(arrival.url) === pathOf(url);
}

/** What is not as the provider wants it: the query, the headers, the body, and the credential above all. */
export function differences(arrival: Arrival, expected: Expected, values: CaseValues): string[] {
  const places = Object.entries(expected.sends).map(([place, form]) => [fill(place, values), fill(form, values)]);
  const query = places.flatMap(([place, value]) => (place?.startsWith('query ') ? [[place.slice(6), value]] : []));
  const [, url] = addressOf(expected.call, values);
  const wanted = [...url.searchParams, ...query].map((pair) => pair.join('=')).sort();
  const found = [...arrival.url.searchParams].map((pair) => pair.join('=')).sort();
  const headers = [
    ...places,
    ...Object.entries(expected.fixed ?? {}).map(([name, value]) => [`header ${name}`, value]),
  ];
  return [
    ...(wanted.join('&') === found.join('&') ? [] : [`query is ${found.join('&')}, not ${wanted.join('&')}`]),
    ...headers.flatMap(([place, value]) => headerFault(arrival, place ?? '', value ?? '')),
    ...bodyFaults(arrival, { ...filled(expected.body ?? {}, values), ...membersOf(places) }),
  ];
}

/** Texts of a body may name values of the case; what names none is a text, such as a query in a language with braces. */
function filled<T>(value: T, values: CaseValues): T {
  const isTemplate = (text: string) => [...text.matchAll(/\{([a-z_]+)\}/g)].some(([, name]) => (name ?? '') in values);
  const text = JSON.stringify(value);
  return isTemplate(text) ? (JSON.parse(fill(text, values)) as T) : value;
}

function membersOf(places: readonly (readonly (string | undefined)[])[]): Record<string, unknown> {
  return Object.fromEntries(
    places.flatMap(([place, value]) => (place?.startsWith('body ') ? [[place.slice('body '.length), value]] : [])),
  );
}

function addressOf(call: string, values: CaseValues): [verb: string, url: URL] {
  const [verb = '', template = ''] = call.split(' ');
  return [verb, new URL(fill(template, values))];
}

function pathOf(url: URL): string {
  return decodeURIComponent(url.pathname);
}

function headerFault(arrival: Arrival, place: string, value: string): string[] {
  const isBasic = place === 'basic';
  if (!isBasic && !place.startsWith('header ')) return [];
  const name = isBasic ? 'authorization' : place.slice('header '.length).toLowerCase();
  const found = String(arrival.headers[name] ?? '');
  const text = isBasic ? decodedBasic(found) : found;
  return isLike(text, value) ? [] : [`header ${name} is "${text}", not "${value}"`];
}

/** `*` in a fact stands for what cannot be known beforehand, such as a signature or a date. */
function isLike(text: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.+')}$`).test(text);
}

/** RFC 7617. */
export function decodedBasic(header: string): string {
  const [scheme, code = ''] = header.split(' ');
  return scheme === 'Basic' ? Buffer.from(code, 'base64').toString() : header;
}

function bodyFaults(arrival: Arrival, wanted: Readonly<Record<string, unknown>>): string[] {
  if (Object.keys(wanted).length === 0) return [];
  const found = parsedBody(arrival);
  return Object.entries(wanted).flatMap(([name, value]) =>
    squeezed(found[name]) === squeezed(value)
      ? []
      : [`body member ${name} is ${squeezed(found[name])}, not ${squeezed(value)}`],
  );
}

function parsedBody({ body, headers }: Arrival): Record<string, unknown> {
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body));
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** White space means nothing in the queries that are sent. */
function squeezed(value: unknown): string {
  return String(JSON.stringify(value)).replace(/\s+/g, '');
}
