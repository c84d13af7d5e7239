import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleCalendar = defineApp({
  id: 'google-calendar',
  name: 'Google Calendar',
  category: 'calendar',
  description: 'Read the calendars and events of a Google account.',
  docsUrl: 'https://developers.google.com/calendar/api',
  priority: true,
  facts: { confirmed: true, scope: 'login_and_test', sources: googleFacts.sources, note: googleFacts.loginAndTest },
  methods: [
    googleMethod({
      api: 'Google Calendar API',
      baseUrl: 'https://www.googleapis.com/calendar/v3',
      testUrl: '/users/me/calendarList?maxResults=1',
      scope: {
        name: 'https://www.googleapis.com/auth/calendar.readonly',
        why: 'Reads calendars and events; changes nothing.',
        satisfiedBy: ['https://www.googleapis.com/auth/calendar'],
      },
      guidance: [
        'Sign in with the Google account whose calendars the workflows shall read.',
        'Leave every permission ticked and choose Continue.',
        'A calendar of somebody else is visible once it is shared with that account.',
      ],
    }),
  ],
});
