import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleSheets = defineApp({
  id: 'google-sheets',
  name: 'Google Sheets',
  category: 'productivity',
  description: 'Create spreadsheets in Google Sheets, fill and read them.',
  docsUrl: 'https://developers.google.com/sheets/api',
  priority: true,
  facts: { confirmed: true, scope: 'login', sources: googleFacts.sources, note: googleFacts.loginOnly },
  methods: [
    googleMethod({
      api: 'Google Sheets API and Google Drive API',
      baseUrl: 'https://sheets.googleapis.com',
      testUrl: 'https://www.googleapis.com/drive/v3/about?fields=user',
      scope: {
        name: 'https://www.googleapis.com/auth/drive.file',
        why: 'Creates spreadsheets and reads or changes those it created; nothing else in the Drive.',
        satisfiedBy: ['https://www.googleapis.com/auth/drive', 'https://www.googleapis.com/auth/spreadsheets'],
      },
      guidance: [
        'Sign in with the Google account in whose Drive the spreadsheets shall be.',
        'Leave every permission ticked and choose Continue.',
        'The spreadsheet ID is the long part of its address between /d/ and /edit.',
      ],
      troubleshooting: [
        {
          symptom: 'A spreadsheet that exists is answered with not found.',
          fix: 'The narrow permission does not reach spreadsheets made elsewhere. Let the workflow create or copy it first.',
        },
      ],
    }),
  ],
});
