import { defineApp } from '../app-definition/index.ts';
import { graphScope, microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftEntraId = defineApp({
  id: 'microsoft-entra-id',
  name: 'Microsoft Entra ID',
  category: 'security-identity',
  description: 'Read users and groups of a Microsoft Entra directory.',
  docsUrl: 'https://learn.microsoft.com/graph/api/resources/users',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      testUrl: '/organization?$select=id,displayName',
      scope: graphScope('Directory.Read.All', 'Reads users, groups and the organization; changes nothing.', [
        'Directory.ReadWrite.All',
      ]),
      guidance: ['Sign in with an administrator of the directory: reading all of it takes their consent.'],
      account: { from: 'test', id: '$.value[0].id', label: '$.value[0].displayName', represents: 'workspace' },
    }),
  ],
});
