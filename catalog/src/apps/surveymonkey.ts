import { defineApp } from '../app-definition/index.ts';

export const surveymonkey = defineApp({
  id: 'surveymonkey',
  name: 'SurveyMonkey',
  category: 'forms',
  description: 'Read surveys and their answers in SurveyMonkey.',
  docsUrl: 'https://developer.surveymonkey.com/api/v3/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'nango'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: '{access_url}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'access_url',
          label: 'API address',
          required: false,
          format: 'url',
          default: 'https://api.surveymonkey.com',
          allowedHostSuffixes: ['.surveymonkey.com', '.surveymonkey.ca'],
          filledFrom: { from: 'token', path: '$.access_url' },
        },
      ],
      scopes: [{ name: 'users_read', why: 'Tells which SurveyMonkey account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://api.surveymonkey.com/oauth/authorize',
        tokenUrl: 'https://api.surveymonkey.com/oauth/token',
        refresh: { issued: 'never' },
      },
      test: { kind: 'request', request: { url: '/v3/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://developer.surveymonkey.com/apps/',
      guidance: [
        'Sign in to SurveyMonkey with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At developer.surveymonkey.com, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
