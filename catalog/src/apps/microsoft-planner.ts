import { defineApp } from '../app-definition/index.ts';
import { graphScope, microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftPlanner = defineApp({
  id: 'microsoft-planner',
  name: 'Microsoft Planner',
  category: 'project-management',
  description: 'Read plans and tasks in Microsoft Planner.',
  docsUrl: 'https://learn.microsoft.com/graph/api/resources/planner-overview',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      testUrl: '/me/planner/tasks?$top=1',
      scope: graphScope('Tasks.Read', 'Reads your tasks; changes nothing.', ['Tasks.ReadWrite']),
      guidance: ['Sign in with a work or school account. Private Microsoft accounts have no Planner API.'],
    }),
  ],
});
