import { defineApp } from '../app-definition/index.ts';
import { microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftPowerBi = defineApp({
  id: 'microsoft-power-bi',
  name: 'Microsoft Power BI',
  category: 'analytics',
  description: 'Read workspaces, datasets and reports in Power BI.',
  docsUrl: 'https://learn.microsoft.com/rest/api/power-bi/',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      api: 'Power BI Service',
      baseUrl: 'https://api.powerbi.com/v1.0/myorg',
      testUrl: '/groups?$top=1',
      scope: {
        name: 'https://analysis.windows.net/powerbi/api/Dataset.Read.All',
        why: 'Reads the datasets that you may see; changes nothing.',
        satisfiedBy: ['Dataset.Read.All'],
      },
      account: {
        from: 'token',
        id: '$.oid|sha256({refresh_token})|sha256({access_token})',
        label: '$.preferred_username',
      },
      guidance: ['Sign in with the work or school account that may see the reports.'],
    }),
  ],
});
