import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

type Field = NonNullable<MethodDefinitionInput['fields']>[number];

const shop: Field = {
  key: 'shop',
  label: 'Store',
  help: 'The part before .myshopify.com. It stays the same when the shop has a domain of its own.',
  format: 'host_label',
  hostSuffix: '.myshopify.com',
  alsoPastedAs: ['^https://admin\\.shopify\\.com/store/([a-z0-9-]+)'],
  example: 'mystore',
};

const apiVersion: Field = {
  key: 'api_version',
  label: 'API version',
  help: 'Shopify ends each version after a year.',
  required: false,
  pattern: '^20[0-9]{2}-(01|04|07|10)$',
  patternHint: 'must be a year and 01, 04, 07 or 10, such as 2026-10',
  default: '2026-10',
};

const scopes = [
  { name: 'read_products', why: 'Reads products and stock.', satisfiedBy: ['write_products'] },
  { name: 'read_orders', why: 'Reads orders of the last 60 days.', satisfiedBy: ['write_orders'] },
];

const common = {
  baseUrl: 'https://{shop}.myshopify.com/admin/api/{api_version}',
  test: { kind: 'request', request: { url: '/shop.json' }, expect: { status: [200], at: '$.shop.id', present: true } },
  errors: [
    {
      when: { status: [402] },
      code: 'provider_error',
      part: 'api',
      meaning: 'The store is frozen, usually because of an unpaid bill.',
    },
    {
      when: { status: [403], at: '$.errors', contains: ['access scope', 'merchant approval'] },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The app lacks an access scope. Add it and install the app again.',
    },
  ],
  account: { from: 'test', id: '$.shop.id', label: '$.shop.myshopify_domain', represents: 'workspace' },
} satisfies Partial<MethodDefinitionInput>;

export const shopify = defineApp({
  id: 'shopify',
  name: 'Shopify',
  category: 'e-commerce',
  description: 'Read products, orders and customers of a Shopify store.',
  docsUrl: 'https://shopify.dev/docs/api/admin-rest',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'n8n', 'grant', 'trufflehog', 'vendor documentation'],
    note: 'Sources differ in how scopes are separated; the comma is used. Older sources know only tokens that never expire.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'X-Shopify-Access-Token', value: '{access_token}' }],
      fields: [shop, apiVersion],
      scopes,
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{shop}.myshopify.com/admin/oauth/authorize',
        tokenUrl: 'https://{shop}.myshopify.com/admin/oauth/access_token',
        pkce: 'unsupported',
        scopeSeparator: ',',
        tokenParams: { expiring: '1' },
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'with_param', issuedWith: 'expiring=1', rotates: true, ttlSeconds: 7_776_000 },
        tokenPaths: { refreshExpiresIn: '$.refresh_token_expires_in' },
        callbackFields: { callback_shop: { param: 'shop', mustEqualField: 'shop', mustEndIn: '.myshopify.com' } },
        callbackSignature: {
          algorithm: 'hmac_sha256_hex',
          param: 'hmac',
          key: 'client_secret',
          over: 'sorted_query_without_param',
        },
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope', separator: ',' },
      credentialUrl: 'https://partners.shopify.com',
      guidance: [
        'Enter the store: mystore for mystore.myshopify.com. You may also paste the address of its admin.',
        'Sign in as the owner or as staff who may install apps.',
        'Look at the list of permissions and choose Install.',
      ],
      clientGuidance: [
        'In the Shopify partner dashboard, create an app.',
        'Add the redirect address shown here to the allowed redirection URLs.',
        'Enter client ID and client secret here. Apps that read customers need approval for protected data.',
      ],
      troubleshooting: [
        {
          symptom: 'Shopify does not know the store.',
          fix: 'Your own domain was entered. Find the myshopify.com name under Settings, Domains.',
        },
        {
          code: 'invalid_grant',
          symptom: 'The connection needs to be reauthorized.',
          fix: 'The app was uninstalled, or was not used for 90 days. Reconnect.',
        },
      ],
    },
    {
      ...common,
      key: 'admin-token',
      kind: 'api_key',
      label: 'Admin API access token',
      inject: [{ in: 'header', name: 'X-Shopify-Access-Token', value: '{api_key}' }],
      fields: [
        shop,
        {
          key: 'api_key',
          label: 'Admin API access token',
          help: 'Begins with shpat_.',
          secret: true,
        },
        apiVersion,
      ],
      secretPattern: '^shp(at|ca|pa)_[0-9a-fA-F]{32}$',
      scopes,
      credentialUrl: 'https://admin.shopify.com/store/{shop}/settings/apps/development',
      guidance: [
        'In the Shopify admin, open Settings, Apps and sales channels, Develop apps, and create an app.',
        'Under Configuration, tick the Admin API scopes listed here.',
        'Install the app, then show the Admin API access token and copy it; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected.',
          fix: 'The API key or the API secret key was pasted. It takes the Admin API access token, which begins with shpat_.',
        },
      ],
    },
  ],
});
