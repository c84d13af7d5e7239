import { defineApp } from '../app-definition/index.ts';
import { graphScope, microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftOutlookCalendar = defineApp({
  id: 'microsoft-outlook-calendar',
  name: 'Outlook Calendar',
  category: 'calendar',
  description: 'Read the calendars of a Microsoft account.',
  docsUrl: 'https://learn.microsoft.com/graph/api/resources/calendar',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      testUrl: '/me/calendars?$top=1',
      scope: graphScope('Calendars.Read', 'Reads your calendars; changes nothing.', ['Calendars.ReadWrite']),
      guidance: ['Sign in with the account whose calendars the workflows shall read.'],
    }),
  ],
});
