import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleCloudStorage = defineApp({
  id: 'google-cloud-storage',
  name: 'Google Cloud Storage',
  category: 'storage',
  description: 'Fetch files from Google Cloud Storage.',
  docsUrl: 'https://cloud.google.com/storage/docs/json_api',
  facts: { confirmed: true, scope: 'login', sources: ['grant', 'n8n', 'nango'], note: googleFacts.loginOnly },
  methods: [
    googleMethod({
      api: 'Cloud Storage API',
      baseUrl: 'https://storage.googleapis.com',
      testUrl: 'https://openidconnect.googleapis.com/v1/userinfo',
      scope: {
        name: 'https://www.googleapis.com/auth/devstorage.read_only',
        why: 'Lists buckets and fetches files; changes nothing.',
        satisfiedBy: [
          'https://www.googleapis.com/auth/devstorage.read_write',
          'https://www.googleapis.com/auth/devstorage.full_control',
          'https://www.googleapis.com/auth/cloud-platform',
        ],
      },
      guidance: [
        'Sign in with the Google account that may see the buckets.',
        'Leave every permission ticked and choose Continue.',
        'The test proves the login; whether a bucket may be read depends on its own permissions.',
      ],
    }),
  ],
});
