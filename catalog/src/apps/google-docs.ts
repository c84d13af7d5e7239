import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleDocs = defineApp({
  id: 'google-docs',
  name: 'Google Docs',
  category: 'documents',
  description: 'Create and edit documents in Google Docs.',
  docsUrl: 'https://developers.google.com/workspace/docs/api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'n8n', 'nango'],
    note: googleFacts.loginOnly,
  },
  methods: [
    googleMethod({
      api: 'Google Docs API',
      baseUrl: 'https://docs.googleapis.com',
      testUrl: 'https://www.googleapis.com/drive/v3/about?fields=user',
      scope: {
        name: 'https://www.googleapis.com/auth/drive.file',
        why: 'Reads and changes the files that workflows create or that you choose, and no others.',
        satisfiedBy: ['https://www.googleapis.com/auth/drive'],
      },
      guidance: [
        'Sign in with the Google account that shall own the documents.',
        'Leave every permission ticked and choose Continue.',
        'Workflows see only documents that they made or that you chose for them.',
      ],
    }),
  ],
});
