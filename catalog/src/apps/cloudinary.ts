import { defineApp } from '../app-definition/index.ts';

export const cloudinary = defineApp({
  id: 'cloudinary',
  name: 'Cloudinary',
  category: 'storage',
  description: 'Store and transform images and videos in Cloudinary.',
  docsUrl: 'https://cloudinary.com/documentation/admin_api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'API key and secret',
      baseUrl: 'https://api.cloudinary.com',
      inject: [{ in: 'basic', username: '{api_key}', password: '{api_secret}' }],
      fields: [
        {
          key: 'cloud_name',
          label: 'Cloud name',
          help: 'Name of the product environment.',
          pattern: '^[A-Za-z0-9_-]+$',
          example: 'acme',
        },
        { key: 'api_key', label: 'API key', help: 'A number.', pattern: '^[0-9]+$' },
        { key: 'api_secret', label: 'API secret', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v1_1/{cloud_name}/ping' }, expect: { status: [200] } },
      account: { from: 'field', id: '{cloud_name}', label: '{cloud_name}', represents: 'workspace' },
      credentialUrl: 'https://console.cloudinary.com/settings/api-keys',
      guidance: [
        'In the Cloudinary console, open Settings, API keys.',
        'Copy the cloud name, and the key and secret of a pair for the workflows.',
      ],
    },
  ],
});
