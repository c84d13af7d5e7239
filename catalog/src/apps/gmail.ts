import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const gmail = defineApp({
  id: 'gmail',
  name: 'Gmail',
  category: 'email',
  description: 'Read the mail of a Google account.',
  docsUrl: 'https://developers.google.com/gmail/api',
  priority: true,
  facts: { confirmed: true, scope: 'login', sources: googleFacts.sources, note: googleFacts.loginOnly },
  methods: [
    googleMethod({
      api: 'Gmail API',
      baseUrl: 'https://gmail.googleapis.com',
      testUrl: '/gmail/v1/users/me/profile',
      scope: {
        name: 'https://www.googleapis.com/auth/gmail.readonly',
        why: 'Reads messages and labels; sends and deletes nothing.',
        satisfiedBy: ['https://mail.google.com/', 'https://www.googleapis.com/auth/gmail.modify'],
        note: 'Google calls this scope restricted: a public client needs a security review.',
      },
      guidance: [
        'Sign in with the Google account whose mail the workflows shall read.',
        'Leave every permission ticked and choose Continue.',
        'To send mail through a server name and password instead, choose the app Email (SMTP).',
      ],
      troubleshooting: [
        {
          symptom: 'A Workspace account is told that access is blocked by the administrator.',
          fix: 'The Workspace administrator has to trust the client under Security, API controls.',
        },
      ],
    }),
  ],
});
