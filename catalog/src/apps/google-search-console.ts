import { defineApp } from '../app-definition/index.ts';
import { googleFacts, googleMethod } from './families/google.ts';

export const googleSearchConsole = defineApp({
  id: 'google-search-console',
  name: 'Google Search Console',
  category: 'search-seo',
  description: 'Read search traffic and index status of websites.',
  docsUrl: 'https://developers.google.com/webmaster-tools',
  priority: true,
  facts: { confirmed: true, scope: 'login_and_test', sources: googleFacts.sources, note: googleFacts.loginAndTest },
  methods: [
    googleMethod({
      api: 'Google Search Console API',
      baseUrl: 'https://www.googleapis.com/webmasters/v3',
      testUrl: '/sites',
      scope: {
        name: 'https://www.googleapis.com/auth/webmasters.readonly',
        why: 'Reads search traffic, sitemaps and index status; changes nothing.',
        satisfiedBy: ['https://www.googleapis.com/auth/webmasters'],
      },
      guidance: [
        'Sign in with a Google account that is an owner or a user of the property in Search Console.',
        'Leave every permission ticked and choose Continue.',
        'Name properties as Search Console does: sc-domain:example.com for a domain, https://example.com/ for an address.',
      ],
      troubleshooting: [
        {
          symptom: 'Connected, but a site is answered with 403.',
          fix: 'The account is no user of that property, or the name was written in the other form. Compare it with the list of sites.',
        },
      ],
    }),
  ],
});
