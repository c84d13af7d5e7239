import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildUrl,
  normalizeField,
  TemplateError,
  type FieldDefinition,
  type MethodDefinition,
} from '@drawbridge/catalog';
import { methods } from './methods.ts';

/** Where a method sends requests with its credential in them. */
const addressesOf = ({ baseUrl, test: check, oauth2, session, lookups, account }: MethodDefinition): string[] =>
  [
    baseUrl,
    check.kind === 'request' ? check.request.url : undefined,
    oauth2?.tokenUrl,
    oauth2?.authorizationUrl,
    oauth2?.revocation?.url,
    session?.request.url,
    account?.request?.url,
    ...lookups.map((one) => one.request.url),
  ].filter((url) => url !== undefined);

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.webUrl(),
  fc.domain(),
  fc.constantFrom(
    'evil.example',
    'evil.example/',
    'evil.example#',
    'evil.example?x=',
    'a@evil.example',
    'evil.example\\',
    '//evil.example',
    'https://evil.example/x',
    'acme.evil.example',
    'evil。example',
    'a:80@evil.example',
    '..',
    '%2e%2e',
    'a\r\nHost: evil.example',
    '127.0.0.1',
    '[::1]',
    '169.254.169.254',
  ),
);

const placeholder = /\{\+?([a-z][a-z0-9_]*)\}/g;

/** The fields whose whole purpose is to name the server: there any public host is the person's own choice. */
const namesServer = ({ format, allowedHostSuffixes }: FieldDefinition): boolean =>
  (format === 'url' || format === 'host') && allowedHostSuffixes === undefined;

/** The hosts that a template may lead to: what is fixed in it, with one label in the place of each field. */
function allowed(template: string, method: MethodDefinition): RegExp | undefined {
  const origin = /^(?:https?:\/\/)?([^/?#]*)/.exec(template)?.[1] ?? '';
  const names = [...origin.matchAll(placeholder)].map(([, name]) => name ?? '');
  const fields = names.map((name) => method.fields.find((field) => field.key === name));
  if (fields.some((field) => field && namesServer(field))) return undefined;
  const source = origin.split(placeholder).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const field = method.fields.find((one) => one.key === part);
    const suffixes = field?.allowedHostSuffixes?.map((suffix) => suffix.replaceAll('.', '\\.'));
    if (suffixes) return `(?:[a-z0-9.-]+)(?:${suffixes.join('|')})`;
    const options = field?.options?.map(({ value }) => value.replaceAll('.', '\\.'));
    return options ? `(?:${options.join('|')})` : '[a-z0-9-]+';
  });
  return new RegExp(`^${source.join('')}$`, 'i');
}

const cases = methods
  .filter(({ method }) => method.protocol === 'http')
  .flatMap(({ name, method }) =>
    addressesOf(method)
      .filter((url) => !url.startsWith('/') && url !== '')
      .map((url): [string, MethodDefinition, string] => [`${name} ${url}`, method, url]),
  );

test('there are addresses to try', () => expect(cases.length).toBeGreaterThan(400));

describe('no value of any field leads a credential to a foreign host', () => {
  test.each(cases)('%s', (_name, method, url) => {
    const expected = allowed(url, method);
    const keys = [...new Set([...url.matchAll(placeholder)].map(([, name]) => name ?? ''))];
    if (expected === undefined) return;
    fc.assert(
      fc.property(fc.array(hostile, { minLength: keys.length, maxLength: keys.length }), (given) => {
        const values = Object.fromEntries(keys.map((key, index) => [key, typed(method, key, given[index] ?? '')]));
        const built = attempt(() => buildUrl(method, url, values));
        return built === undefined || expected.test(built.host);
      }),
      { numRuns: keys.length === 0 ? 1 : 60 },
    );
  });
});

/** As the form takes it, or, where the form refuses it, as a reply of the provider would bring it. */
function typed(method: MethodDefinition, key: string, given: string): string {
  const field = method.fields.find((one) => one.key === key);
  const result = field && normalizeField(field, given);
  return result?.ok ? result.value : given;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError || error instanceof TypeError) return undefined;
    throw error;
  }
}
