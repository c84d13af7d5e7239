import { defineApp } from '../app-definition/index.ts';

export const prestashop = defineApp({
  id: 'prestashop',
  name: 'PrestaShop',
  category: 'e-commerce',
  description: 'Read and update products and orders of a PrestaShop store.',
  docsUrl: 'https://devdocs.prestashop-project.org/',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Webservice key',
      baseUrl: '{store_url}',
      inject: [{ in: 'basic', username: '{api_key}', password: '' }],
      fields: [
        {
          key: 'store_url',
          label: 'Store URL',
          help: 'Address of the shop, with https://.',
          format: 'url',
          example: 'https://shop.example.com',
        },
        { key: 'api_key', label: 'Webservice key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/api/?output_format=JSON' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but has no permission at all.',
        },
      ],
      account: { from: 'field', id: '{store_url}', label: '{store_url}', represents: 'server' },
      credentialPlace: 'Advanced parameters, Webservice',
      guidance: [
        'In the back office of PrestaShop, open Advanced parameters, Webservice, and switch it on.',
        'Add a key, tick only the resources that workflows need, and copy it.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected although the key is right.',
          fix: 'The web server drops the Authorization header. Ask your host to pass it on to PHP.',
        },
        {
          symptom: 'The host may not be called.',
          fix: 'Addresses inside your own network are blocked until a system administrator allows them.',
        },
      ],
    },
  ],
});
