import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleAnalytics = defineApp({
  id: 'google-analytics',
  name: 'Google Analytics',
  category: 'analytics',
  description: 'Read reports of Google Analytics 4 properties.',
  docsUrl: 'https://developers.google.com/analytics/devguides/reporting/data/v1',
  priority: true,
  facts: { confirmed: true, scope: 'login_and_test', sources: googleFacts.sources, note: googleFacts.loginAndTest },
  methods: [
    googleMethod({
      api: 'Google Analytics Data API and Google Analytics Admin API',
      baseUrl: 'https://analyticsdata.googleapis.com',
      testUrl: 'https://analyticsadmin.googleapis.com/v1beta/accountSummaries?pageSize=1',
      scope: {
        name: 'https://www.googleapis.com/auth/analytics.readonly',
        why: 'Reads reports and the list of properties; changes nothing.',
        satisfiedBy: ['https://www.googleapis.com/auth/analytics'],
      },
      guidance: [
        'Sign in with a Google account that has at least the role Viewer on the Analytics property.',
        'Leave every permission ticked and choose Continue.',
        'Workflows need the property ID: a number, found under Admin, Property details. The measurement ID (G-...) is something else.',
      ],
      troubleshooting: [
        {
          symptom: 'Connected, but a property is answered with permission denied.',
          fix: 'Add the connected e-mail address under Admin, Property access management.',
        },
      ],
    }),
  ],
});
