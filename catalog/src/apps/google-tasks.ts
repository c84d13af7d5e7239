import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleTasks = defineApp({
  id: 'google-tasks',
  name: 'Google Tasks',
  category: 'productivity',
  description: 'Read the task lists of a Google account.',
  docsUrl: 'https://developers.google.com/workspace/tasks',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'n8n', 'nango'],
    note: googleFacts.loginOnly,
  },
  methods: [
    googleMethod({
      api: 'Google Tasks API',
      baseUrl: 'https://tasks.googleapis.com',
      testUrl: '/tasks/v1/users/@me/lists?maxResults=1',
      scope: {
        name: 'https://www.googleapis.com/auth/tasks.readonly',
        why: 'Reads tasks; changes nothing.',
        satisfiedBy: ['https://www.googleapis.com/auth/tasks'],
      },
      guidance: [
        'Sign in with the Google account whose tasks the workflows shall read.',
        'Leave every permission ticked and choose Continue.',
      ],
    }),
  ],
});
