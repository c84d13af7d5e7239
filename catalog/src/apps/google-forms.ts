import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleForms = defineApp({
  id: 'google-forms',
  name: 'Google Forms',
  category: 'forms',
  description: 'Read the answers to Google Forms.',
  docsUrl: 'https://developers.google.com/workspace/forms/api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'n8n', 'nango'],
    note: googleFacts.loginOnly,
  },
  methods: [
    googleMethod({
      api: 'Google Forms API',
      baseUrl: 'https://forms.googleapis.com',
      testUrl: 'https://www.googleapis.com/drive/v3/about?fields=user',
      scope: {
        name: 'https://www.googleapis.com/auth/forms.responses.readonly',
        why: 'Reads the answers that people gave.',
      },
      moreScopes: [
        {
          name: 'https://www.googleapis.com/auth/drive.file',
          why: 'Finds the forms that you choose; sees no other files.',
          satisfiedBy: ['https://www.googleapis.com/auth/drive'],
        },
      ],
      guidance: [
        'Sign in with the Google account that owns the forms.',
        'Leave every permission ticked and choose Continue.',
      ],
    }),
  ],
});
