import { describe, expect, test } from '@jest/globals';
import { clientAddresses, destinationsOf, injectionLines } from './destinations.ts';
import { methodDefinition, type MethodDefinitionInput } from './method.ts';

const method = (more: Partial<MethodDefinitionInput> = {}) =>
  methodDefinition.parse({
    key: 'oauth2',
    kind: 'oauth2_authorization_code',
    label: 'OAuth 2.0',
    baseUrl: 'https://{shop}.erp.example.com',
    inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
    fields: [{ key: 'shop', label: 'Shop', format: 'host_label' }],
    oauth2: {
      grant: 'authorization_code',
      authorizationUrl: 'https://login.erp.example.com/authorize',
      tokenUrl: 'https://{shop}.erp.example.com/token',
      refresh: { issued: 'always' },
    },
    test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
    ...more,
  });

describe('the addresses of a definition', () => {
  test('each once, with what it is given', () => {
    const shop = 'https://{shop}.erp.example.com ({shop}: one part of a name)';
    expect(destinationsOf(method())).toEqual([
      { address: shop, purpose: 'requests', handed: ['credential'] },
      { address: 'https://login.erp.example.com', purpose: 'authorization', handed: [] },
      { address: shop, purpose: 'token', handed: ['credential', 'oauth_client'] },
    ]);
    expect(injectionLines(method())).toEqual(['header Authorization: Bearer {access_token}']);
  });

  test('a request to another host is one of them, and a client secret in the requests is said', () => {
    const request = { url: 'https://who.example.com/me' };
    const elsewhere = method({ test: { kind: 'request', request, expect: { status: [200] } } });
    expect(destinationsOf(elsewhere).map(({ address }) => address)).toContain('https://who.example.com');
    expect(clientAddresses(elsewhere)).not.toContain('https://who.example.com');
    const showing = method({ inject: [{ in: 'query', name: 'secret', value: '{client_secret}' }] });
    expect(destinationsOf(showing)[0]).toMatchObject({ purpose: 'requests', handed: ['credential', 'oauth_client'] });
  });

  test('whatever decides about a host is part of its address, so none of it can be changed unseen', () => {
    const base = { key: 'shop', label: 'Shop', format: 'host_label' } as const;
    const variants: NonNullable<MethodDefinitionInput['fields']>[number][] = [
      base,
      { ...base, format: 'text', options: [{ value: 'eu', label: 'EU' }] },
      { ...base, format: 'text', options: [{ value: 'evil', label: 'EU' }] },
      { ...base, pattern: '^(eu|us)$' },
      { ...base, default: 'evil', required: false },
      { ...base, filledFrom: { from: 'callback', param: 'shop' } },
      { ...base, filledFrom: { from: 'token', path: '$.shop' } },
      { ...base, filledFrom: { from: 'lookup', lookup: 'shops', path: '$.name' } },
    ];
    const texts = variants.map((field) => clientAddresses(method({ fields: [field] })).join());
    expect(new Set(texts).size).toBe(variants.length);
  });

  test('a host that a look-up decides about names where it looks', () => {
    const lookedUp = (url: string) =>
      clientAddresses(
        method({
          fields: [{ key: 'shop', label: 'Shop', filledFrom: { from: 'lookup', lookup: 'shops', path: '$.name' } }],
          lookups: [
            {
              key: 'shops',
              request: { url },
              items: '$',
              itemId: '$.id',
              itemLabel: '$.name',
              question: 'Which shop?',
              choose: 'first',
            },
          ],
        }),
      ).join();
    expect(lookedUp('https://a.example.com/x')).toContain('as https://a.example.com says at $.name');
    expect(lookedUp('https://b.example.com/x')).not.toBe(lookedUp('https://a.example.com/x'));
  });
});
