import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleSlides = defineApp({
  id: 'google-slides',
  name: 'Google Slides',
  category: 'documents',
  description: 'Create and edit presentations in Google Slides.',
  docsUrl: 'https://developers.google.com/workspace/slides/api',
  facts: { confirmed: true, scope: 'login', sources: ['grant', 'n8n', 'nango'], note: googleFacts.loginOnly },
  methods: [
    googleMethod({
      api: 'Google Slides API',
      baseUrl: 'https://slides.googleapis.com',
      testUrl: 'https://www.googleapis.com/drive/v3/about?fields=user',
      scope: {
        name: 'https://www.googleapis.com/auth/drive.file',
        why: 'Reads and changes the files that workflows create or that you choose, and no others.',
        satisfiedBy: ['https://www.googleapis.com/auth/drive'],
      },
      guidance: [
        'Sign in with the Google account that shall own the presentations.',
        'Leave every permission ticked and choose Continue.',
        'Workflows see only presentations that they made or that you chose for them.',
      ],
    }),
  ],
});
