import { defineApp } from '../app-definition/index.ts';
import { googleApiKey, invalidGoogleKey } from './families/google-api-key.ts';

export const chromeUxReport = defineApp({
  id: 'chrome-ux-report',
  name: 'Chrome UX Report',
  category: 'search-seo',
  description: 'Read how real visitors experience a website in Chrome (CrUX).',
  docsUrl: 'https://developer.chrome.com/docs/crux/api',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['vendor documentation', 'gitleaks'],
    note: 'The second source confirms only the shape of the key.',
  },
  methods: [
    {
      ...googleApiKey,
      baseUrl: 'https://chromeuxreport.googleapis.com',
      test: {
        kind: 'request',
        request: {
          method: 'POST',
          url: '/v1/records:queryRecord',
          body: { format: 'json', value: { origin: 'https://web.dev' } },
        },
        // 404 says that there is no data for the site: the key was accepted.
        expect: { status: [200, 404] },
        invalid: invalidGoogleKey,
      },
      guidance: [
        'In the Google Cloud console, enable the Chrome UX Report API.',
        'Under APIs and services, Credentials, create an API key and copy it.',
        'Restrict the key to the Chrome UX Report API.',
      ],
      troubleshooting: [
        {
          symptom: 'A site is answered with not found.',
          fix: 'The key is good. The site has too few visitors for a report, or was written without https://.',
        },
      ],
    },
  ],
});
