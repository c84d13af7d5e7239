import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildUrl } from './build-url.ts';
import { fieldDefinition } from './field.ts';
import { fillTemplate, TemplateError, type TemplatePlace } from './fill-template.ts';

const field = (key: string, rest: object = {}) => fieldDefinition.parse({ key, label: key, ...rest });
const labelled = {
  baseUrl: 'https://{subdomain}.freshdesk.com/api/v2',
  fields: [field('subdomain', { format: 'host_label', hostSuffix: '.freshdesk.com' }), field('ticket'), field('q')],
};
const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.webUrl(),
  fc.constantFrom(
    'evil.example',
    'evil.example/',
    'a@evil.example',
    'evil.example#',
    'evil.example?',
    '\\evil.example',
  ),
  fc.constantFrom(
    '//evil.example',
    '..',
    '.',
    '%2e%2e',
    'a%2f..%2f',
    'a\r\nHost: evil.example',
    'evil。example',
    'a:80@b',
  ),
);

describe('no input reaches a foreign host', () => {
  test('through a subdomain', () => {
    fc.assert(
      fc.property(hostile, (subdomain) => {
        const url = attempt(() => buildUrl(labelled, '/agents/me', { subdomain }));
        return url === undefined || /^[a-z0-9-]+\.freshdesk\.com$/.test(url.host);
      }),
    );
  });

  test('through a path or a query', () => {
    fc.assert(
      fc.property(hostile, hostile, (ticket, q) => {
        const url = attempt(() => buildUrl(labelled, '/tickets/{ticket}?q={q}', { subdomain: 'acme', ticket, q }));
        if (url === undefined) return true;
        const found = new URL(url.href).searchParams.get('q');
        return (
          url.host === 'acme.freshdesk.com' &&
          url.pathname.startsWith('/api/v2/tickets/') &&
          found === q &&
          url.hash === ''
        );
      }),
    );
  });

  test('through a path that keeps its slashes', () => {
    const generic = {
      baseUrl: 'https://{host}/base',
      fields: [field('host', { format: 'host' }), field('path', { format: 'path' })],
    };
    fc.assert(
      fc.property(hostile, (path) => {
        const url = attempt(() => buildUrl(generic, '/{+path}', { host: 'api.example.com', path }));
        return url === undefined || (url.host === 'api.example.com' && url.pathname.startsWith('/base/'));
      }),
    );
  });

  test('through an address that a provider answered with', () => {
    const method = {
      baseUrl: '{instance_url}',
      fields: [field('instance_url', { format: 'url', allowedHostSuffixes: ['.salesforce.com'] })],
    };
    fc.assert(
      fc.property(hostile, (text) => {
        const url = attempt(() => buildUrl(method, '/services', { instance_url: text }));
        return url === undefined || url.hostname.endsWith('.salesforce.com');
      }),
    );
  });

  test('through a relative address', () => {
    const method = { baseUrl: 'https://api.example.com/v1', fields: [] };
    fc.assert(
      fc.property(hostile, (tail) => {
        const url = attempt(() => buildUrl(method, `/${tail.replace(/[{}]/g, '')}`, {}));
        return url === undefined || (url.origin === 'https://api.example.com' && url.username === '');
      }),
    );
  });
});

describe('the URL of a request', () => {
  test('goes below the base URL and joins both queries', () => {
    const method = { baseUrl: 'https://{host}/v1?fixed=1', fields: [field('host', { format: 'host' })] };
    expect(buildUrl(method, '/me?x=2', { host: 'api.example.com' }).href).toBe(
      'https://api.example.com/v1/me?fixed=1&x=2',
    );
  });

  test('keeps the folder of a site, and the query of a web hook', () => {
    const site = { baseUrl: '{site_url}/wp-json', fields: [field('site_url', { format: 'url' })] };
    expect(buildUrl(site, '/wp/v2', { site_url: 'https://example.com/blog' }).href).toBe(
      'https://example.com/blog/wp-json/wp/v2',
    );
    const hook = { baseUrl: '{webhook_url}', fields: [field('webhook_url', { format: 'url', allowQuery: true })] };
    expect(buildUrl(hook, '', { webhook_url: 'https://a.example/hook?sig=x' }).href).toBe(
      'https://a.example/hook?sig=x',
    );
  });

  test('keeps the colon of a Telegram token', () => {
    const method = { baseUrl: 'https://api.telegram.org/bot{api_key}', fields: [field('api_key', { secret: true })] };
    expect(buildUrl(method, '/getMe', { api_key: '123:AbC' }).href).toBe('https://api.telegram.org/bot123:AbC/getMe');
  });

  test('takes defaults, and fails without a value', () => {
    const method = {
      baseUrl: 'https://{host}',
      fields: [field('host', { format: 'host', default: 'api.example.com' })],
    };
    expect(buildUrl(method, '/x', {}).host).toBe('api.example.com');
    expect(() => buildUrl(labelled, '/x', {})).toThrow('{subdomain} has no value');
  });
});

describe('a template', () => {
  test.each<[TemplatePlace, string]>([
    ['path', 'a%2Fb%3Fc%20d%25&=+'],
    ['query', 'a%2Fb%3Fc%20d%25%26%3D%2B'],
    ['header', 'a/b?c d%&=+'],
    ['body', 'a/b?c d%&=+'],
  ])('is encoded for its place: %s', (where, wanted) => {
    expect(fillTemplate('{x}', { x: 'a/b?c d%&=+' }, where)).toBe(wanted);
  });

  test('refuses a second header line', () => {
    expect(() => fillTemplate('Bearer {x}', { x: 'a\r\nHost: evil' }, 'header')).toThrow(TemplateError);
  });

  test('never repeats a value in its error', () => {
    expect(() => fillTemplate('Bearer {x}', { x: 'secret\n' }, 'header')).toThrow(/^\{x\} must not hold/);
  });

  test('does not read names that objects inherit', () => {
    expect(() => fillTemplate('{constructor}', {}, 'body')).toThrow('has no value');
  });
});

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
