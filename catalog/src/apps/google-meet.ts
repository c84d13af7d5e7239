import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleMeet = defineApp({
  id: 'google-meet',
  name: 'Google Meet',
  category: 'video',
  description: 'Read meeting spaces, participants and records of Google Meet.',
  docsUrl: 'https://developers.google.com/meet/api',
  priority: true,
  facts: { confirmed: true, scope: 'login', sources: googleFacts.sources, note: googleFacts.loginOnly },
  methods: [
    googleMethod({
      api: 'Google Meet API',
      baseUrl: 'https://meet.googleapis.com',
      testUrl: '/v2/conferenceRecords?pageSize=1',
      scope: {
        name: 'https://www.googleapis.com/auth/meetings.space.readonly',
        why: 'Reads meeting spaces and records of past meetings; starts none.',
      },
      guidance: [
        'Sign in with the Google account that organises the meetings.',
        'Leave every permission ticked and choose Continue.',
        'Meetings are planned through Google Calendar: connect that app too when workflows shall schedule them.',
      ],
      troubleshooting: [
        {
          symptom: 'There are no recordings or transcripts.',
          fix: 'They exist only in Workspace editions that include them, and only when somebody switched them on in the meeting.',
        },
      ],
    }),
  ],
});
