import { defineApp } from '../app-definition/index.ts';
import { googleMethod } from './families/google.ts';

const google = googleMethod({
  api: 'Google Ads API',
  baseUrl: 'https://googleads.googleapis.com',
  testUrl: '/v20/customers:listAccessibleCustomers',
  scope: {
    name: 'https://www.googleapis.com/auth/adwords',
    why: 'Reads and changes campaigns; Google has no narrower scope for ads.',
  },
  guidance: [
    'As developer token, enter the one of your manager account: Google Ads, Tools, API Center.',
    'When you reach the accounts through a manager account, enter its customer ID, digits only.',
    'Sign in with the Google account that may see the ads, and leave every permission ticked.',
  ],
  troubleshooting: [
    {
      code: 'DEVELOPER_TOKEN_NOT_APPROVED',
      symptom: 'Only test accounts can be reached.',
      fix: 'The developer token has no basic access yet. Ask for it in the API Center of the manager account.',
    },
  ],
});

export const googleAds = defineApp({
  id: 'google-ads',
  name: 'Google Ads',
  category: 'ads',
  description: 'Read campaigns and their figures in Google Ads.',
  docsUrl: 'https://developers.google.com/google-ads/api/docs/start',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['n8n'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...google,
      inject: [
        { in: 'header', name: 'Authorization', value: 'Bearer {access_token}' },
        { in: 'header', name: 'developer-token', value: '{developer_token}' },
        { in: 'header', name: 'login-customer-id', value: '{login_customer_id}', optional: true },
      ],
      fields: [
        { key: 'developer_token', label: 'Developer token', secret: true },
        {
          key: 'login_customer_id',
          label: 'Manager account',
          help: 'Customer ID of the manager account, without dashes.',
          required: false,
          pattern: '^[0-9]{10}$',
          example: '1234567890',
        },
      ],
    },
  ],
});
