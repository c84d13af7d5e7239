import { defineApp } from '../app-definition/index.ts';

export const magento = defineApp({
  id: 'magento',
  name: 'Adobe Commerce (Magento)',
  category: 'e-commerce',
  description: 'Read and update products and orders of an Adobe Commerce or Magento shop.',
  docsUrl: 'https://developer.adobe.com/commerce/webapi/rest/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Access token',
      baseUrl: 'https://{store_domain}/rest/{store_code}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'store_domain',
          label: 'Shop host',
          help: 'Host in the address of the shop, without https://.',
          format: 'host',
          example: 'shop.example.com',
        },
        {
          key: 'store_code',
          label: 'Store code',
          help: 'The view of the shop; mostly default.',
          pattern: '^[A-Za-z0-9_]+$',
          default: 'default',
        },
        { key: 'api_key', label: 'Access token', secret: true },
      ],
      secretPattern: '^[a-z0-9]{32}$',
      test: { kind: 'request', request: { url: '/V1/store/storeConfigs' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but its integration may not read the stores.',
        },
      ],
      account: { from: 'field', id: '{store_domain}/{store_code}', label: '{store_domain}', represents: 'server' },
      credentialPlace: 'Admin panel, System, Integrations',
      guidance: [
        'In the admin panel of the shop, open System, Integrations, and add one.',
        'Under API, tick only what workflows need and reading of the stores for the test, then activate it.',
        'Copy the access token. The shop has to allow access tokens as bearer tokens.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected although the token is right.',
          fix: 'Newer versions refuse access tokens as bearer tokens until it is allowed under Stores, Configuration, Services, OAuth.',
        },
      ],
    },
  ],
});
