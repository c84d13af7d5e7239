import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const youtube = defineApp({
  id: 'youtube',
  name: 'YouTube',
  category: 'social',
  description: 'Read channels, videos and playlists of a YouTube account.',
  docsUrl: 'https://developers.google.com/youtube/v3',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'n8n', 'nango'],
    note: googleFacts.loginOnly,
  },
  methods: [
    googleMethod({
      api: 'YouTube Data API v3',
      baseUrl: 'https://www.googleapis.com/youtube/v3',
      testUrl: '/channels?part=id,snippet&mine=true',
      scope: {
        name: 'https://www.googleapis.com/auth/youtube.readonly',
        why: 'Reads channels, videos and playlists; changes nothing.',
        satisfiedBy: ['https://www.googleapis.com/auth/youtube'],
      },
      guidance: [
        'Sign in with the Google account and choose the channel, when it has several.',
        'Leave every permission ticked and choose Continue.',
      ],
    }),
  ],
});
