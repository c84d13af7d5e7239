import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleChat = defineApp({
  id: 'google-chat',
  name: 'Google Chat',
  category: 'communication',
  description: 'Read the spaces of Google Chat.',
  docsUrl: 'https://developers.google.com/workspace/chat',
  facts: { confirmed: true, scope: 'login', sources: ['grant', 'n8n', 'nango'], note: googleFacts.loginOnly },
  methods: [
    googleMethod({
      api: 'Google Chat API',
      baseUrl: 'https://chat.googleapis.com',
      testUrl: '/v1/spaces?pageSize=1',
      scope: {
        name: 'https://www.googleapis.com/auth/chat.spaces.readonly',
        why: 'Lists the spaces and conversations of the account; reads no messages.',
        satisfiedBy: ['https://www.googleapis.com/auth/chat.spaces'],
      },
      guidance: [
        'Sign in with a Google Workspace account. Private Google accounts have no Chat API.',
        'Leave every permission ticked and choose Continue.',
      ],
    }),
  ],
});
