import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';
import { microsoftMethod } from './families/microsoft.ts';

const accountName = {
  key: 'account_name',
  label: 'Storage account',
  help: 'The part before .blob.core.windows.net.',
  format: 'host_label' as const,
  hostSuffix: '.blob.core.windows.net',
  pattern: '^[a-z0-9]{3,24}$',
  patternHint: 'must have 3 to 24 small letters and digits',
  example: 'acmestorage',
};

// Without a version the service takes one of 2009, which knows no bearer tokens.
const common = {
  baseUrl: 'https://{account_name}.blob.core.windows.net',
  staticHeaders: { 'x-ms-version': '2023-11-03' },
  account: { from: 'field', id: '{account_name}', label: '{account_name}', represents: 'server' },
  errors: [
    {
      when: {
        status: [403],
        at: 'xml Error.Code',
        equals: ['AuthorizationPermissionMismatch', 'AuthorizationFailure', 'InsufficientAccountPermissions'],
      },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The login works, but may not list containers, or the firewall of the storage account keeps us out.',
    },
    {
      when: { at: 'xml Error.Code', equals: ['ServerBusy', 'OperationTimedOut', 'InternalError'] },
      code: 'provider_error',
      part: 'api',
      outcome: 'undecided',
      meaning: 'The storage account is busy.',
    },
    {
      when: { status: [403], at: 'xml Error.Code', equals: ['AccountIsDisabled'] },
      code: 'not_found',
      part: 'api',
      meaning: 'The storage account is switched off.',
    },
  ],
} satisfies Partial<MethodDefinitionInput>;

const listContainers = (invalid: string[]): MethodDefinitionInput['test'] => ({
  kind: 'request',
  request: { url: '/?comp=list&maxresults=1' },
  expect: { status: [200] },
  invalid: [{ status: [401] }, { status: [400, 403], at: 'xml Error.Code', equals: invalid }],
});

export const azureBlobStorage = defineApp({
  id: 'azure-blob-storage',
  name: 'Azure Blob Storage',
  category: 'storage',
  description: 'Store and fetch files in Azure Blob Storage.',
  docsUrl: 'https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: Account key.',
  },
  methods: [
    {
      ...microsoftMethod({
        api: 'Azure Storage',
        testUrl: '/?comp=list&maxresults=1',
        scope: {
          name: 'https://storage.azure.com/.default',
          why: 'Acts in the storage account with the roles of the account; there is no narrower scope.',
          satisfiedBy: ['https://storage.azure.com/user_impersonation'],
        },
        fields: [accountName],
        account: common.account,
        guidance: [
          'Enter the name of the storage account.',
          'Sign in with an account that has the role Storage Blob Data Reader or Contributor there.',
        ],
      }),
      ...common,
      test: listContainers(['InvalidAuthenticationInfo', 'AuthenticationFailed', 'NoAuthenticationInformation']),
    },
    {
      ...common,
      key: 'shared-key',
      kind: 'custom',
      label: 'Account key',
      fields: [
        accountName,
        {
          key: 'account_key',
          label: 'Key',
          help: 'key1 or key2 of the storage account; ends in ==.',
          secret: true,
          stripSpaces: true,
        },
      ],
      secretPattern: '^[A-Za-z0-9+/]{86}==$',
      signing: { kind: 'azure_shared_key', accountField: 'account_name', keyField: 'account_key' },
      test: listContainers(['AuthenticationFailed']),
      credentialPlace: 'Azure portal, Storage account, Security + networking, Access keys',
      guidance: [
        'In the Azure portal, open the storage account, Security + networking, Access keys.',
        'Show one of the two keys and copy it. It opens everything in the storage account.',
        'With two keys, one can be replaced while the other is in use.',
      ],
      troubleshooting: [
        {
          code: 'AuthenticationFailed',
          symptom: 'Authorization rejected.',
          fix: 'The key belongs to another storage account or was made anew, or the clock of this server is wrong.',
        },
        {
          code: 'KeyBasedAuthenticationNotPermitted',
          symptom: 'Keys are refused as such.',
          fix: 'Key access is switched off for this storage account. Connect via OAuth 2.0 instead.',
        },
      ],
      rotationDays: 90,
    },
  ],
});
