import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://acuityscheduling.com/api/v1',
  test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.email' },
} satisfies Partial<MethodDefinitionInput>;

export const acuityScheduling = defineApp({
  id: 'acuity-scheduling',
  name: 'Acuity Scheduling',
  category: 'scheduling',
  description: 'Read and book appointments in Acuity Scheduling.',
  docsUrl: 'https://developers.acuityscheduling.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: basic.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'api-v1', why: 'Reads and books appointments; Acuity has no narrower scope.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://acuityscheduling.com/oauth2/authorize',
        tokenUrl: 'https://acuityscheduling.com/oauth2/token',
        refresh: { issued: 'never' },
        revocation: { url: 'https://acuityscheduling.com/oauth2/disconnect', clientAuth: 'body' },
      },
      credentialUrl: 'https://acuityscheduling.com/oauth2/register',
      guidance: [
        'Sign in to Acuity Scheduling with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At acuityscheduling.com/oauth2/register, create a client and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'basic',
      kind: 'basic',
      label: 'User ID and API key',
      inject: [{ in: 'basic', username: '{user_id}', password: '{api_key}' }],
      fields: [
        { key: 'user_id', label: 'User ID', help: 'A number, shown beside the API key.' },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      credentialUrl: 'https://secure.acuityscheduling.com/app.php?key=api&action=settings',
      guidance: [
        'In Acuity Scheduling, open Integrations, API, and view the credentials.',
        'Copy the user ID and the API key.',
      ],
    },
  ],
});
