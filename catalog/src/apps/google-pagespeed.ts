import { defineApp } from '../app-definition/index.ts';
import { googleApiKey, invalidGoogleKey } from './families/google-api-key.ts';

export const googlePagespeed = defineApp({
  id: 'google-pagespeed',
  name: 'Google PageSpeed Insights',
  category: 'search-seo',
  description: 'Measure how fast a web page is.',
  docsUrl: 'https://developers.google.com/speed/docs/insights/v5/get-started',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['vendor documentation', 'web'],
    note: 'The test request is not confirmed by a second source.',
  },
  methods: [
    {
      ...googleApiKey,
      baseUrl: 'https://pagespeedonline.googleapis.com/pagespeedonline/v5',
      test: {
        // A real run takes up to a minute; the call without a page is answered at once, and differently for a bad key.
        kind: 'request',
        request: { url: '/runPagespeed' },
        expect: { status: [200, 400] },
        invalid: invalidGoogleKey,
      },
      guidance: [
        'In the Google Cloud console, enable the PageSpeed Insights API.',
        'Under APIs and services, Credentials, create an API key and copy it.',
        'Restrict the key to the PageSpeed Insights API.',
      ],
      troubleshooting: [
        {
          symptom: 'Test failed although the key is new.',
          fix: 'A new key or a new restriction takes up to five minutes to count. Try again.',
        },
        {
          symptom: 'A workflow step seems to hang.',
          fix: 'A measurement takes 10 to 60 seconds. Give the step enough time.',
        },
      ],
    },
  ],
});
