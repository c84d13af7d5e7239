import { defineApp } from '../app-definition/index.ts';

export const googleServiceAccount = defineApp({
  id: 'google-service-account',
  name: 'Google service account',
  category: 'developer-tools',
  description: 'Call Google APIs as a service account instead of a person.',
  docsUrl: 'https://developers.google.com/identity/protocols/oauth2/service-account',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and form of the assertion were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'jwt-bearer',
      kind: 'custom',
      label: 'Service account key',
      baseUrl: 'https://www.googleapis.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'service_account_json',
          label: 'Key file (JSON)',
          help: 'The whole text of the file that was downloaded.',
          secret: true,
          format: 'json',
        },
        {
          key: 'key_scopes',
          label: 'Scopes',
          help: 'What workflows may do, with a space between two scopes.',
          example: 'https://www.googleapis.com/auth/drive.readonly',
        },
        {
          key: 'subject',
          label: 'Act as user',
          help: 'Only with domain-wide delegation: address of the Workspace user to act for.',
          required: false,
          format: 'email',
        },
        {
          key: 'client_email',
          label: 'Service account',
          required: false,
          filledFrom: { from: 'field', field: 'service_account_json', path: '$.client_email' },
        },
        {
          key: 'account_id',
          label: 'Account ID',
          required: false,
          filledFrom: { from: 'field', field: 'service_account_json', path: '$.client_id' },
        },
        {
          key: 'private_key',
          label: 'Private key',
          secret: true,
          required: false,
          format: 'multiline',
          filledFrom: { from: 'field', field: 'service_account_json', path: '$.private_key' },
        },
      ],
      oauth2: {
        grant: 'jwt_bearer',
        tokenUrl: 'https://oauth2.googleapis.com/token',
        clientAuth: 'private_key_jwt',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'never' },
      },
      signing: {
        kind: 'jwt',
        algorithm: 'RS256',
        keyField: 'private_key',
        keyEncoding: 'pem',
        claims: {
          iss: '{client_email}',
          scope: '{key_scopes}',
          aud: 'https://oauth2.googleapis.com/token',
          sub: '{subject}',
        },
        ttlSeconds: 3600,
        use: 'assertion',
      },
      test: {
        kind: 'token_call',
        invalid: [{ status: [401] }, { at: '$.error', equals: ['invalid_grant', 'invalid_client'] }],
      },
      account: { from: 'field', id: '{account_id}', label: '{client_email}' },
      credentialUrl: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
      guidance: [
        'In the Google Cloud console, open IAM & Admin, Service Accounts, and create one for the workflows.',
        'Give it only the roles it needs, or share single files and calendars with its address.',
        'Under Keys, add a key of type JSON and paste the whole file here.',
      ],
      troubleshooting: [
        {
          code: 'invalid_grant',
          symptom: 'Authorization rejected.',
          fix: 'The key was deleted in the Google Cloud console, or the clock of this server is wrong.',
        },
        {
          code: 'unauthorized_client',
          symptom: 'Acting for a user is refused.',
          fix: 'A Workspace administrator has to allow the client ID and these scopes under domain-wide delegation.',
        },
      ],
      rotationDays: 90,
    },
  ],
});
