import { defineApp } from '../app-definition/index.ts';
import { microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftDynamics365 = defineApp({
  id: 'microsoft-dynamics-365',
  name: 'Microsoft Dynamics 365',
  category: 'crm',
  description: 'Read and update records in Microsoft Dynamics 365.',
  docsUrl: 'https://learn.microsoft.com/power-apps/developer/data-platform/webapi/overview',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      api: 'Dynamics CRM',
      baseUrl: 'https://{org_host}/api/data/v9.2',
      testUrl: '/WhoAmI',
      scope: {
        name: 'https://{org_host}/.default',
        why: 'Acts in this organization with the rights of the account; there is no narrower scope.',
      },
      fields: [
        {
          key: 'org_host',
          label: 'Organization host',
          help: 'Host in the address of your Dynamics 365, without https://.',
          format: 'host',
          allowedHostSuffixes: ['.dynamics.com', '.dynamics.cn', '.microsoftdynamics.us'],
          example: 'acme.crm4.dynamics.com',
        },
      ],
      account: { from: 'test', id: '$.OrganizationId#$.UserId', label: '{org_host}' },
      guidance: [
        'Enter the host of your organization: acme.crm4.dynamics.com.',
        'Sign in with the account that may see the records.',
      ],
    }),
  ],
});
