import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleDrive = defineApp({
  id: 'google-drive',
  name: 'Google Drive',
  category: 'storage',
  description: 'Create files in Google Drive and work with those.',
  docsUrl: 'https://developers.google.com/drive/api',
  priority: true,
  facts: { confirmed: true, scope: 'login', sources: googleFacts.sources, note: googleFacts.loginOnly },
  methods: [
    googleMethod({
      api: 'Google Drive API',
      baseUrl: 'https://www.googleapis.com/drive/v3',
      testUrl: '/about?fields=user',
      scope: {
        name: 'https://www.googleapis.com/auth/drive.file',
        why: 'Creates files and reads or changes those it created; nothing else in the Drive.',
        satisfiedBy: ['https://www.googleapis.com/auth/drive'],
      },
      guidance: [
        'Sign in with the Google account in whose Drive the files shall be.',
        'Leave every permission ticked and choose Continue.',
        'The connection sees only files that it made or that were opened with it.',
      ],
      troubleshooting: [
        {
          symptom: 'A file that exists is answered with not found.',
          fix: 'The narrow permission does not reach files made elsewhere. Let the workflow create or copy the file first.',
        },
      ],
    }),
  ],
});
