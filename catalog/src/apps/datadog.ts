import { defineApp } from '../app-definition/index.ts';

export const datadog = defineApp({
  id: 'datadog',
  name: 'Datadog',
  category: 'developer-tools',
  description: 'Read metrics, monitors and logs in Datadog.',
  docsUrl: 'https://docs.datadoghq.com/api/latest/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key and application key',
      baseUrl: 'https://api.{site_parameter}/api',
      inject: [
        { in: 'header', name: 'dd-api-key', value: '{api_key}' },
        { in: 'header', name: 'dd-application-key', value: '{application_key}' },
      ],
      fields: [
        {
          key: 'site_parameter',
          label: 'Site',
          help: 'Shown in the address of your Datadog.',
          options: [
            { value: 'datadoghq.com', label: 'US1' },
            { value: 'us3.datadoghq.com', label: 'US3' },
            { value: 'us5.datadoghq.com', label: 'US5' },
            { value: 'datadoghq.eu', label: 'EU1' },
            { value: 'ap1.datadoghq.com', label: 'AP1' },
            { value: 'ddog-gov.com', label: 'US1-FED' },
          ],
          default: 'datadoghq.com',
        },
        {
          key: 'application_key',
          label: 'Application key',
          help: 'Decides what may be read and changed.',
          secret: true,
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      secretPattern: '^[a-f0-9]{32}$',
      test: {
        kind: 'request',
        request: { url: '/v1/validate' },
        expect: { status: [200], at: '$.valid', equals: [true] },
        invalid: [{ status: [401, 403] }],
      },
      account: { from: 'field', id: '{site_parameter}#sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.datadoghq.com/organization-settings/api-keys',
      guidance: [
        'In Datadog, open Organization settings, API keys, and create one.',
        'Under Application keys, create one for the workflows and give it only the scopes they need.',
        'The test proves the API key; the application key shows at the first call.',
      ],
    },
  ],
});
