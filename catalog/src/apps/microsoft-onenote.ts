import { defineApp } from '../app-definition/index.ts';
import { graphScope, microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftOnenote = defineApp({
  id: 'microsoft-onenote',
  name: 'Microsoft OneNote',
  category: 'productivity',
  description: 'Read notebooks in Microsoft OneNote.',
  docsUrl: 'https://learn.microsoft.com/graph/api/resources/onenote-api-overview',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      testUrl: '/me/onenote/notebooks?$top=1',
      scope: graphScope('Notes.Read', 'Reads your notebooks; changes nothing.', ['Notes.ReadWrite', 'Notes.Read.All']),
      guidance: ['Sign in with the account whose notebooks the workflows shall read.'],
    }),
  ],
});
