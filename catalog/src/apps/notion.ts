import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const staticHeaders = { 'Notion-Version': '2022-06-28' };

const test: MethodDefinitionInput['test'] = {
  kind: 'request',
  request: { url: '/v1/users/me' },
  expect: { status: [200], at: '$.id', present: true },
};

const restricted: NonNullable<MethodDefinitionInput['errors']>[number] = {
  when: { status: [403], at: '$.code', equals: ['restricted_resource'] },
  code: 'missing_scope',
  part: 'permissions',
  meaning: 'The credential works, but its capabilities do not allow this.',
};

const notShared = {
  symptom: 'A page or database is answered with not found.',
  fix: 'It is not shared. In Notion, open it, choose the menu with three dots, Connections, and add this one.',
};

export const notion = defineApp({
  id: 'notion',
  name: 'Notion',
  category: 'productivity',
  description: 'Read and write pages and databases in Notion.',
  docsUrl: 'https://developers.notion.com/reference/intro',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'n8n', 'automatisch', 'grant', 'trufflehog', 'vendor documentation'],
    note: 'The test request is not confirmed. Older sources know no refresh token; the vendor documentation does. Newer API versions exist.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.notion.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      staticHeaders,
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://api.notion.com/v1/oauth/authorize',
        tokenUrl: 'https://api.notion.com/v1/oauth/token',
        tokenRequestFormat: 'json',
        clientAuth: 'basic',
        scopeParam: null,
        authorizationParams: { owner: 'user' },
        refresh: { issued: 'always', rotates: true },
        tokenFields: {
          workspace_id: '$.workspace_id',
          workspace_name: '$.workspace_name',
          bot_id: '$.bot_id',
          owner_email: '$.owner.user.person.email',
        },
        revocation: {
          url: 'https://api.notion.com/v1/oauth/revoke',
          send: 'json',
          clientAuth: 'basic',
          token: 'access_token',
        },
      },
      test,
      errors: [restricted],
      account: { from: 'token', id: '$.workspace_id', label: '$.workspace_name', represents: 'workspace' },
      credentialUrl: 'https://www.notion.so/my-integrations',
      guidance: [
        'Sign in to Notion and choose the workspace at the top.',
        'Choose Select pages and tick the pages and databases that workflows may use. Pages below a ticked page are included.',
        'Choose Allow access.',
      ],
      clientGuidance: [
        'On the page of your Notion connections, create a public one.',
        'Set its capabilities: Notion has no scopes that could be asked for later.',
        'Add the redirect address shown here; copy OAuth client ID and secret.',
      ],
      troubleshooting: [notShared],
    },
    {
      key: 'internal-integration-secret',
      kind: 'api_key',
      label: 'Internal integration secret',
      baseUrl: 'https://api.notion.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      staticHeaders,
      fields: [
        {
          key: 'api_key',
          label: 'Internal integration secret',
          help: 'Begins with ntn_ or secret_.',
          secret: true,
        },
      ],
      secretPattern: '^(ntn_[0-9]{11}[A-Za-z0-9]{35}|secret_[A-Za-z0-9]{43})$',
      test,
      errors: [restricted],
      account: {
        from: 'test',
        id: '$.bot.workspace_id#$.id|$.id',
        label: '$.bot.workspace_name|$.name',
        represents: 'workspace',
      },
      credentialUrl: 'https://www.notion.so/my-integrations',
      guidance: [
        'On the page of your Notion connections, create an internal one for the workspace. You have to be its owner.',
        'Give it only the capabilities that workflows need and copy its secret.',
        'Then open each page or database in Notion, choose the menu with three dots, Connections, and add it. Until then it sees nothing.',
      ],
      troubleshooting: [notShared],
    },
  ],
});
