import { defineApp } from '../app-definition/index.ts';
import { graphScope, microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftSharepoint = defineApp({
  id: 'microsoft-sharepoint',
  name: 'Microsoft SharePoint',
  category: 'storage',
  description: 'Read sites, lists and files in Microsoft SharePoint.',
  docsUrl: 'https://learn.microsoft.com/graph/api/resources/sharepoint',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      testUrl: '/sites/root',
      scope: graphScope('Sites.Read.All', 'Reads the sites that you may see; changes nothing.', [
        'Sites.ReadWrite.All',
      ]),
      guidance: ['Sign in with a work or school account that may see the sites.'],
    }),
  ],
});
