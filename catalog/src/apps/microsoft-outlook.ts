import { defineApp } from '../app-definition/index.ts';
import { graphScope, microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftOutlook = defineApp({
  id: 'microsoft-outlook',
  name: 'Microsoft Outlook',
  category: 'email',
  description: 'Read the mail of a Microsoft account.',
  docsUrl: 'https://learn.microsoft.com/graph/api/resources/mail-api-overview',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      testUrl: '/me/mailFolders?$top=1',
      scope: graphScope('Mail.Read', 'Reads your mail; sends and deletes nothing.', ['Mail.ReadWrite']),
      guidance: ['Sign in with the account whose mail the workflows shall read.'],
    }),
  ],
});
