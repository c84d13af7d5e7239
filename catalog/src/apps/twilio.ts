import { defineApp } from '../app-definition/index.ts';
import { twilioApiKey, twilioAuthToken } from './families/twilio.ts';

export const twilio = defineApp({
  id: 'twilio',
  name: 'Twilio',
  category: 'communication',
  description: 'Send text messages and make calls through Twilio.',
  docsUrl: 'https://www.twilio.com/docs/usage/api',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'trufflehog', 'automatisch', 'vendor documentation'],
    note: 'Sources test with different requests; this one reads the account itself.',
  },
  methods: [
    twilioAuthToken([], {
      guidance: [
        'Open the Twilio console. Account SID and Auth Token are on its first page, under Account Info.',
        'Copy both. The Auth Token is hidden until you choose Show.',
        'Use the live pair: test credentials cannot be checked and send nothing.',
      ],
      troubleshooting: [
        {
          code: '20003',
          symptom: 'Authorization rejected.',
          fix: 'SID and token belong to different accounts, or the token was replaced. A sub-account has a token of its own.',
        },
      ],
    }),
    twilioApiKey([], {
      guidance: [
        'In the Twilio console, open API keys and tokens and create a standard key.',
        'Copy the SID (SK...) and the secret; the secret is shown once.',
        'Copy the Account SID (AC...) of the same account.',
      ],
      troubleshooting: [
        {
          code: '20003',
          symptom: 'Authorization rejected.',
          fix: 'The key was made in another account or region than the Account SID. Keys of other regions do not work here.',
        },
      ],
    }),
  ],
});
