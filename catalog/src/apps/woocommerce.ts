import { defineApp } from '../app-definition/index.ts';

export const woocommerce = defineApp({
  id: 'woocommerce',
  name: 'WooCommerce',
  category: 'e-commerce',
  description: 'Read and update products and orders of a WooCommerce store.',
  docsUrl: 'https://woocommerce.github.io/woocommerce-rest-api-docs/',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'n8n', 'vendor documentation'],
    note: 'The test request is not confirmed: other sources read customers or products, which shows more than a test has to.',
  },
  methods: [
    {
      key: 'rest-keys',
      kind: 'basic',
      label: 'Consumer key and secret',
      baseUrl: '{store_url}/wp-json/wc/v3',
      inject: [{ in: 'basic', username: '{consumer_key}', password: '{consumer_secret}' }],
      fields: [
        {
          key: 'store_url',
          label: 'Store URL',
          help: 'Address of the shop, with https://.',
          format: 'url',
          allowHttp: true,
          alsoPastedAs: ['^((?:https?://)?[^?#]+)/wp-(?:admin|json|login)'],
          example: 'https://shop.example.com',
        },
        { key: 'consumer_key', label: 'Consumer key', help: 'Begins with ck_.', secret: true },
        {
          key: 'consumer_secret',
          label: 'Consumer secret',
          help: 'Begins with cs_.',
          secret: true,
        },
      ],
      secretPattern: '^c[ks]_[0-9a-f]{40}$',
      // Without TLS a shop takes no login but signed requests, and the secret does not travel.
      signing: {
        kind: 'oauth1',
        signature: 'HMAC-SHA256',
        consumerKeyField: 'consumer_key',
        consumerSecretField: 'consumer_secret',
        when: 'plain_http',
      },
      test: {
        kind: 'request',
        request: { url: '/system_status?_fields=environment' },
        expect: { status: [200] },
        invalid: [{ status: [401] }],
      },
      errors: [
        {
          when: { status: [403], at: '$.code', equals: ['woocommerce_rest_cannot_view'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning:
            'The keys work, but their user may not manage the shop. Make the keys for a shop manager or administrator.',
        },
        {
          when: { status: [404], at: '$.code', equals: ['rest_no_route'] },
          code: 'not_found',
          part: 'api',
          meaning: 'There is no WooCommerce at this address, or its REST API is switched off.',
        },
      ],
      keyGrant: {
        url: '{store_url}/wc-auth/v1/authorize',
        params: {
          app_name: 'Drawbridge',
          scope: 'read',
          user_id: '{state}',
          return_url: '{redirect_uri}',
          callback_url: '{callback_uri}',
        },
        delivery: 'server_post',
        fills: { consumer_key: 'consumer_key', consumer_secret: 'consumer_secret' },
      },
      account: { from: 'test', id: '{store_url}', label: '$.environment.site_url|{store_url}', represents: 'server' },
      credentialUrl: '{store_url}/wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys',
      guidance: [
        'In WordPress, open WooCommerce, Settings, Advanced, REST API, and choose Add key.',
        'Choose a user who is shop manager or administrator. Read is enough, unless workflows change orders or products.',
        'Copy both keys; the secret is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected although the keys are right.',
          fix: 'The web server drops the Authorization header. Ask your host to pass it on to PHP.',
        },
        {
          symptom: 'The host may not be called although the shop opens in a browser.',
          fix: 'Shops without https are blocked until a system administrator allows the address. Set up https for the shop.',
        },
        {
          code: 'rest_no_route',
          symptom: 'The address is not found.',
          fix: 'In WordPress, open Settings, Permalinks, and choose any form but Plain.',
        },
      ],
    },
  ],
});
