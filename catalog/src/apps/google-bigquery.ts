import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleBigquery = defineApp({
  id: 'google-bigquery',
  name: 'Google BigQuery',
  category: 'data',
  description: 'Query data in Google BigQuery.',
  docsUrl: 'https://cloud.google.com/bigquery/docs/reference/rest',
  facts: { confirmed: true, scope: 'login', sources: ['grant', 'n8n', 'nango'], note: googleFacts.loginOnly },
  methods: [
    googleMethod({
      api: 'BigQuery API',
      baseUrl: 'https://bigquery.googleapis.com',
      testUrl: '/bigquery/v2/projects?maxResults=1',
      scope: {
        name: 'https://www.googleapis.com/auth/bigquery.readonly',
        why: 'Reads datasets and tables and runs queries that change nothing.',
        satisfiedBy: ['https://www.googleapis.com/auth/bigquery', 'https://www.googleapis.com/auth/cloud-platform'],
      },
      guidance: [
        'Sign in with the Google account that may see the project.',
        'Leave every permission ticked and choose Continue.',
      ],
    }),
  ],
});
