import { defineApp } from '../app-definition/index.ts';

export const grafana = defineApp({
  id: 'grafana',
  name: 'Grafana',
  category: 'developer-tools',
  description: 'Read dashboards, data sources and alerts of a Grafana server.',
  docsUrl: 'https://grafana.com/docs/grafana/latest/developers/http_api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Service account token',
      baseUrl: 'https://{domain}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'domain',
          label: 'Host',
          help: 'Host in the address of your Grafana.',
          format: 'host',
          example: 'acme.grafana.net',
          allowPort: true,
        },
        { key: 'api_key', label: 'Service account token', help: 'Begins with glsa_.', secret: true },
      ],
      secretPattern: '^glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}$',
      test: { kind: 'request', request: { url: '/api/org' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but its role may not read the organization.',
        },
      ],
      account: { from: 'test', id: '{domain}#$.id', label: '$.name', represents: 'workspace' },
      credentialUrl: 'https://{domain}/org/serviceaccounts',
      guidance: [
        'As an administrator of Grafana, open Administration, Service accounts, and add one.',
        'Give it the role Viewer, unless workflows change dashboards, and add a token.',
        'Copy it; it is shown once.',
      ],
    },
  ],
});
