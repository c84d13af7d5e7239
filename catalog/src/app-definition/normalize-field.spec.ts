import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fieldDefinition, type FieldDefinition } from './field.ts';
import { normalizeField } from './normalize-field.ts';

const field = (rest: object): FieldDefinition => fieldDefinition.parse({ key: 'value', label: 'Value', ...rest });
const value = (of: FieldDefinition, raw: string) => {
  const result = normalizeField(of, raw);
  return result.ok ? result.value : undefined;
};

const subdomain = field({ format: 'host_label', hostSuffix: '.freshdesk.com' });

describe('a subdomain', () => {
  test.each([
    ['acme'],
    [' Acme '],
    ['acme.freshdesk.com'],
    ['https://acme.freshdesk.com/'],
    ['HTTPS://ACME.FRESHDESK.COM/a/tickets/1?x=1#top'],
  ])('%s is acme', (raw) => {
    expect(value(subdomain, raw)).toBe('acme');
  });

  test.each([
    ['evil.example'],
    ['acme/'.repeat(2)],
    ['acme@evil.example'],
    ['https://acme.freshdesk.com@evil.example'],
    ['https://evil.example/acme.freshdesk.com'],
    ['https://evil.example\\.freshdesk.com'],
    ['acme:8080'],
    ['acme?x'],
    ['acme#x'],
    ['ac\u0000me'],
    ['аcme'],
    ['acme\u200b'],
    ['acme。freshdesk.com'],
    ['-acme'],
    ['a'.repeat(64)],
    [''],
  ])('%j is refused', (raw) => {
    expect(value(subdomain, raw)).toBeUndefined();
  });

  test('is one plain label, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.webUrl()), (raw) => {
        const result = normalizeField(subdomain, raw);
        return !result.ok || /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(result.value);
      }),
    );
  });
});

test('the address of the Shopify admin is taken for the store', () => {
  const shop = field({
    format: 'host_label',
    hostSuffix: '.myshopify.com',
    alsoPastedAs: ['^https://admin\\.shopify\\.com/store/([a-z0-9-]+)'],
  });
  expect(value(shop, 'https://admin.shopify.com/store/mystore/orders')).toBe('mystore');
});

test('a pasted application password loses its spaces and keeps its case', () => {
  const password = field({ secret: true, format: 'password', stripSpaces: true, pattern: '^[A-Za-z0-9]{24}$' });
  expect(value(password, 'abcd EFGH 1234 ijkl MNOP 5678\n')).toBe('abcdEFGH1234ijklMNOP5678');
  expect(value(password, 'too short')).toBeUndefined();
});

test('a password keeps every character but a line break at its end', () => {
  expect(value(field({ secret: true, format: 'password' }), ' pä ss \r\n')).toBe(' pä ss ');
});

describe('a web address', () => {
  const site = field({ format: 'url', alsoPastedAs: ['^((?:https://)?[^?#]+)/wp-(?:admin|json|login)'] });

  test.each([
    ['example.com', 'https://example.com'],
    ['HTTPS://Example.COM/', 'https://example.com'],
    ['https://example.com/blog/', 'https://example.com/blog'],
    ['https://example.com:8443', 'https://example.com:8443'],
    ['https://example.com/blog/wp-admin/profile.php', 'https://example.com/blog'],
    ['example.com/wp-login.php?x=1', 'https://example.com'],
  ])('%s becomes %s', (raw, wanted) => {
    expect(value(site, raw)).toBe(wanted);
  });

  test.each([
    ['http://example.com'],
    ['ftp://example.com'],
    ['https://user@example.com'],
    ['https://example.com\\@evil.example'],
    ['https://example.com?x=1'],
    ['https://example.com#x'],
    ['https://2130706433'],
    ['https://0x7f.1'],
    ['https://exämple.com'],
    ['javascript:alert(1)'],
    ['https://'],
  ])('%s is refused', (raw) => {
    expect(value(site, raw)).toBeUndefined();
  });

  test('stays what it is when it is normalised again', () => {
    fc.assert(
      fc.property(fc.webUrl(), (raw) => {
        const once = value(site, raw);
        return once === undefined || value(site, once) === once;
      }),
    );
  });

  test('may be bound to the hosts of a provider', () => {
    const instance = field({ format: 'url', allowedHostSuffixes: ['.salesforce.com'] });
    expect(value(instance, 'https://acme.my.salesforce.com')).toBe('https://acme.my.salesforce.com');
    expect(value(instance, 'https://salesforce.com.evil.example')).toBeUndefined();
    expect(value(instance, 'https://evilsalesforce.com')).toBeUndefined();
  });
});

test('a host may be pasted as an address, and bears a port only where that is allowed', () => {
  expect(value(field({ format: 'host' }), 'https://Git.Example.com/')).toBe('git.example.com');
  expect(value(field({ format: 'host' }), 'git.example.com:8443')).toBeUndefined();
  expect(value(field({ format: 'host', allowPort: true }), 'git.example.com:8443')).toBe('git.example.com:8443');
  expect(value(field({ format: 'host' }), '127.0.0.1')).toBe('127.0.0.1');
  expect(value(field({ format: 'host' }), '127.1')).toBeUndefined();
});

test('an empty value takes the default, or is refused when one is required', () => {
  expect(value(field({ default: 'common' }), '  ')).toBe('common');
  expect(value(field({ required: false }), '')).toBe('');
  expect(value(field({}), '')).toBeUndefined();
});

test('ports, choices, e-mail addresses, paths and documents are checked', () => {
  expect(value(field({ format: 'port' }), '5432')).toBe('5432');
  expect(value(field({ format: 'port' }), '65536')).toBeUndefined();
  expect(value(field({ options: [{ value: 'a', label: 'A' }] }), 'b')).toBeUndefined();
  expect(value(field({ format: 'email' }), 'a@example.com')).toBe('a@example.com');
  expect(value(field({ format: 'email' }), 'a@b@c')).toBeUndefined();
  expect(value(field({ format: 'path' }), 'v1/me')).toBe('/v1/me');
  expect(value(field({ format: 'path' }), '/../x')).toBeUndefined();
  expect(value(field({ format: 'json' }), '{"a":1}')).toBe('{"a":1}');
  expect(value(field({ format: 'json' }), '{')).toBeUndefined();
});

test('no message repeats what was typed', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]{12,40}$/), (secret) => {
      const strict = field({ secret: true, format: 'password', pattern: '^x$', example: 'never-shown' });
      const result = normalizeField(strict, secret);
      return !result.ok && !result.message.includes(secret);
    }),
  );
});
