import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleContacts = defineApp({
  id: 'google-contacts',
  name: 'Google Contacts',
  category: 'crm',
  description: 'Read the contacts of a Google account.',
  docsUrl: 'https://developers.google.com/people',
  facts: { confirmed: true, scope: 'login', sources: ['grant', 'n8n', 'nango'], note: googleFacts.loginOnly },
  methods: [
    googleMethod({
      api: 'People API',
      baseUrl: 'https://people.googleapis.com',
      testUrl: '/v1/people/me?personFields=names,emailAddresses',
      scope: {
        name: 'https://www.googleapis.com/auth/contacts.readonly',
        why: 'Reads contacts; changes nothing.',
        satisfiedBy: ['https://www.googleapis.com/auth/contacts'],
      },
      guidance: [
        'Sign in with the Google account whose contacts the workflows shall read.',
        'Leave every permission ticked and choose Continue.',
      ],
    }),
  ],
});
