import { defineApp } from '../app-definition/index.ts';
import { graphScope, microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftExcel = defineApp({
  id: 'microsoft-excel',
  name: 'Microsoft Excel',
  category: 'productivity',
  description: 'Read and change Excel workbooks in OneDrive.',
  docsUrl: 'https://learn.microsoft.com/graph/api/resources/excel',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      testUrl: '/me/drive/root',
      scope: graphScope(
        'Files.ReadWrite',
        'Reads and changes your files; Microsoft has no narrower scope for changing workbooks.',
        ['Files.ReadWrite.All'],
      ),
      guidance: ['Sign in with the account whose OneDrive holds the workbooks.'],
    }),
  ],
});
