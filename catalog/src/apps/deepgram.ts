import { defineApp } from '../app-definition/index.ts';

export const deepgram = defineApp({
  id: 'deepgram',
  name: 'Deepgram',
  category: 'voice',
  description: 'Turn speech into text and text into speech with Deepgram.',
  docsUrl: 'https://developers.deepgram.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.deepgram.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Token {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v1/projects' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but may not list projects. Give it the role Member or more.',
        },
      ],
      account: { from: 'test', id: '$.projects[0].project_id', label: '$.projects[0].name', represents: 'workspace' },
      credentialUrl: 'https://console.deepgram.com',
      guidance: [
        'In the Deepgram console, choose the project and open API keys.',
        'Create a key, give it a role and an end date, and copy it; it is shown once.',
      ],
    },
  ],
});
