import { describe, expect, test } from '@jest/globals';
import { defineApp, type AppDefinitionInput } from './app.ts';
import type { MethodDefinitionInput } from './method.ts';
import { patternFault } from './pattern.ts';

const good: MethodDefinitionInput = {
  key: 'api-key',
  kind: 'api_key',
  label: 'API key',
  baseUrl: 'https://{subdomain}.example.com',
  inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
  fields: [
    { key: 'subdomain', label: 'Subdomain', format: 'host_label' },
    { key: 'api_key', label: 'API key', secret: true },
  ],
  test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
};

const app = (...methods: MethodDefinitionInput[]): AppDefinitionInput => ({
  id: 'example',
  name: 'Example',
  category: 'generic',
  description: 'An example.',
  facts: { confirmed: false, scope: 'none', sources: [] },
  methods,
});

test('a definition gets its defaults', () => {
  expect(defineApp(app(good)).methods[0]).toMatchObject({
    protocol: 'http',
    staticHeaders: {},
    scopes: [],
    errors: [],
  });
});

describe('a definition is refused', () => {
  const oauth2 = {
    grant: 'authorization_code',
    tokenUrl: 'https://example.com/token',
    refresh: { issued: 'never' },
  } as const;

  test.each<[string, MethodDefinitionInput[], RegExp]>([
    ['with two methods of one key', [good, good], /two methods/],
    [
      'with an undeclared placeholder',
      [{ ...good, staticHeaders: { 'X-Site': '{site}' } }],
      /\{site\} is declared nowhere/,
    ],
    ['with plain http', [{ ...good, baseUrl: 'http://example.com' }], /must be https/],
    [
      'with a text field in the host',
      [
        {
          ...good,
          fields: [
            { key: 'subdomain', label: 'S' },
            { key: 'api_key', label: 'K' },
          ],
        },
      ],
      /must have format host/,
    ],
    ['with a label in the place of a domain', [{ ...good, baseUrl: 'https://example.{subdomain}' }], /fixed domain/],
    ['with a label before a single label', [{ ...good, baseUrl: 'https://{subdomain}.com' }], /fixed domain/],
    ['with a user name in the host', [{ ...good, baseUrl: 'https://a@{subdomain}.example.com' }], /absolute URL/],
    [
      'with a test on no host',
      [{ ...good, test: { kind: 'request', request: { url: '//evil.example' }, expect: { status: [200] } } }],
      /one slash/,
    ],
    ['with oauth2 it does not need', [{ ...good, oauth2 }], /has no oauth2/],
    ['without oauth2 it needs', [{ ...good, kind: 'oauth2_authorization_code' }], /needs oauth2/],
    ['without an authorization URL', [{ ...good, kind: 'oauth2_authorization_code', oauth2 }], /authorization URL/],
    [
      'with a default that is no option',
      [withField({ options: [{ value: 'a', label: 'A' }], default: 'b' })],
      /not an option/,
    ],
    ['with a default for a secret', [withField({ secret: true, default: 'x' })], /no default/],
    ['with a slow pattern', [withField({ pattern: '^(a+)+$' })], /same text twice/],
    ['with a pattern that does not compile', [withField({ pattern: '[' })], /compiles/],
    [
      'with a value from a reply that does not exist',
      [withField({ filledFrom: { from: 'token', path: '$.x' } })],
      /no token reply/,
    ],
    [
      'with an account that is everybody',
      [{ ...good, account: { from: 'test', id: 'account' } }],
      /every account the same/,
    ],
    ['without an address for its protocol', [{ ...good, protocol: 'smtp' }], /goes with protocol/],
  ])('%s', (_why, methods, message) => {
    expect(() => defineApp(app(...methods))).toThrow(message);
  });

  function withField(rest: object): MethodDefinitionInput {
    return { ...good, fields: [...(good.fields ?? []), { key: 'more', label: 'More', ...rest }] };
  }
});

test.each([
  ['^[a-z]{2}(-[a-z]+)+-[0-9]$', true],
  ['^[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.my\\.example\\.com$', true],
  ['^([A-Za-z0-9]{4} ?){6}$', true],
  ['^(a|aa)+$', false],
  ['^([a-z]+-?)*$', false],
  ['^(-[a-z-]+)+$', false],
  ['(a)\\1', false],
  ['(?=a)b', false],
])('the pattern %s is judged safe: %s', (source, isSafe) => {
  expect(patternFault(source) === undefined).toBe(isSafe);
});
