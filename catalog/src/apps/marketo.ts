import { defineApp } from '../app-definition/index.ts';

export const marketo = defineApp({
  id: 'marketo',
  name: 'Adobe Marketo Engage',
  category: 'marketing',
  description: 'Manage leads and campaigns in Adobe Marketo Engage.',
  docsUrl: 'https://experienceleague.adobe.com/docs/marketo-developer/marketo/rest/rest-api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'client-credentials',
      kind: 'oauth2_client_credentials',
      label: 'Client ID and secret',
      baseUrl: 'https://{munchkin_id}.mktorest.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        { key: 'client_id', label: 'Client ID' },
        {
          key: 'munchkin_id',
          label: 'Munchkin ID',
          help: 'The part before .mktorest.com in the REST endpoint.',
          format: 'host_label',
          pattern: '^[0-9]{3}-[a-z]{3}-[0-9]{3}$',
          example: '123-abc-456',
          hostSuffix: '.mktorest.com',
        },
        { key: 'client_secret', label: 'Client secret', secret: true },
      ],
      oauth2: {
        grant: 'client_credentials',
        tokenUrl: 'https://{munchkin_id}.mktorest.com/identity/oauth/token',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'never' },
        tokenMethod: 'GET',
      },
      test: {
        kind: 'request',
        request: { url: '/rest/v1/activities/types.json' },
        expect: { status: [200], at: '$.success', equals: [true] },
        invalid: [{ status: [401] }, { at: '$.errors[0].code', equals: ['601', '602'] }],
      },
      errors: [
        {
          when: { at: '$.errors[0].code', equals: ['603'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The client works, but the role of its user does not allow this.',
        },
        {
          when: { at: '$.errors[0].code', equals: ['606', '607', '615'] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The number of calls is used up for now.',
        },
      ],
      account: { from: 'field', id: '{munchkin_id}', label: '{munchkin_id}', represents: 'workspace' },
      credentialPlace: 'Admin, Integration, LaunchPoint',
      guidance: [
        'In Marketo, open Admin, and create a role and an API-only user with only the rights that workflows need.',
        'Under LaunchPoint, add a custom service for that user; View details shows client ID and secret.',
        'The Munchkin ID stands in the REST endpoint under Admin, Web services.',
      ],
    },
  ],
});
