import { defineApp } from '../app-definition/index.ts';

export const hcpTerraform = defineApp({
  id: 'hcp-terraform',
  name: 'HCP Terraform',
  category: 'developer-tools',
  description: 'Read and start runs in HCP Terraform.',
  docsUrl: 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'User API token',
      baseUrl: 'https://app.terraform.io',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'User API token', secret: true }],
      secretPattern: '^[a-zA-Z0-9.]{50,}$',
      test: { kind: 'request', request: { url: '/api/v2/account/details' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data.id', label: '$.data.attributes.username' },
      credentialUrl: 'https://app.terraform.io/app/settings/tokens',
      guidance: [
        'In HCP Terraform, open Account settings, Tokens, and create an API token.',
        'Give it an end date and copy it; it is shown once.',
        'Tokens of an organization or a team have no user and fail the test.',
      ],
    },
  ],
});
