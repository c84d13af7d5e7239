import { defineApp } from '../app-definition/index.ts';
import { graphScope, microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftOnedrive = defineApp({
  id: 'microsoft-onedrive',
  name: 'Microsoft OneDrive',
  category: 'storage',
  description: 'Read files in Microsoft OneDrive.',
  docsUrl: 'https://learn.microsoft.com/graph/api/resources/onedrive',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      testUrl: '/me/drive',
      scope: graphScope('Files.Read', 'Reads your files; changes nothing.', [
        'Files.ReadWrite',
        'Files.Read.All',
        'Files.ReadWrite.All',
      ]),
      guidance: ['Sign in with the account whose files the workflows shall read.'],
    }),
  ],
});
