import { defineApp } from '../app-definition/index.ts';

export const tableau = defineApp({
  id: 'tableau',
  name: 'Tableau',
  category: 'analytics',
  description: 'Read workbooks and data sources in Tableau Cloud or Server.',
  docsUrl: 'https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api.htm',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The request after the login is not confirmed by any source.',
  },
  methods: [
    {
      key: 'pat-session',
      kind: 'custom',
      label: 'Personal access token',
      baseUrl: 'https://{hostname}/api/{version}',
      inject: [{ in: 'header', name: 'X-Tableau-Auth', value: '{session_token}' }],
      fields: [
        {
          key: 'hostname',
          label: 'Server',
          help: 'Host in the address of your Tableau.',
          format: 'host',
          allowPort: true,
          example: '10ax.online.tableau.com',
        },
        {
          key: 'version',
          label: 'API version',
          help: 'Servers know all versions up to their own.',
          pattern: '^3\\.[0-9]{1,2}$',
          patternHint: 'must look like 3.25',
          default: '3.25',
        },
        {
          key: 'site',
          label: 'Site',
          help: 'The part after /site/ in the address of your Tableau.',
          alsoPastedAs: ['/site/([^/?#]+)'],
          example: 'acme',
        },
        { key: 'pat_name', label: 'Token name' },
        { key: 'pat_secret', label: 'Token secret', help: 'Shown once, when the token is made.', secret: true },
        {
          key: 'site_id',
          label: 'Site ID',
          required: false,
          filledFrom: { from: 'session', path: '$.credentials.site.id' },
        },
      ],
      session: {
        request: {
          method: 'POST',
          url: '/auth/signin',
          auth: 'none',
          headers: { accept: 'application/json' },
          body: {
            format: 'json',
            value: {
              credentials: {
                personalAccessTokenName: '{pat_name}',
                personalAccessTokenSecret: '{pat_secret}',
                site: { contentUrl: '{site}' },
              },
            },
          },
        },
        tokenPath: '$.credentials.token',
        // Each token has one session at a time, and the number of sessions is limited.
        logout: { method: 'POST', url: '/auth/signout' },
      },
      test: {
        kind: 'request',
        request: { url: '/sites/{site_id}', headers: { accept: 'application/json' } },
        expect: { status: [200] },
        invalid: [{ status: [401] }],
      },
      errors: [
        {
          when: { status: [404], at: '$.error.code', equals: ['404000', '404003'] },
          code: 'not_found',
          part: 'api',
          meaning: 'There is no such site, or the server does not know this API version.',
        },
      ],
      account: {
        from: 'session',
        id: '$.credentials.site.id#$.credentials.user.id',
        label: '{pat_name}',
        represents: 'user',
      },
      credentialPlace: 'My Account Settings, Personal Access Tokens',
      guidance: [
        'In Tableau, open My Account Settings, Personal Access Tokens, and create a token for the workflows.',
        'Copy the secret; it is shown once. The token can do what its user can do on this site.',
      ],
      troubleshooting: [
        {
          code: '401001',
          symptom: 'Authorization rejected.',
          fix: 'Name or secret is wrong, the site is another one, or the token was unused for 15 days and has ended.',
        },
        {
          symptom: 'Another program that uses the same token is signed out.',
          fix: 'A token has one session at a time. Make a token of its own for each program.',
        },
      ],
      maxLifetimeDays: 365,
    },
  ],
});
