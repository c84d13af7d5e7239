import { defineApp } from '../app-definition/index.ts';
import { graphScope, microsoftFacts, microsoftMethod } from './families/microsoft.ts';

export const microsoftTodo = defineApp({
  id: 'microsoft-todo',
  name: 'Microsoft To Do',
  category: 'productivity',
  description: 'Read task lists in Microsoft To Do.',
  docsUrl: 'https://learn.microsoft.com/graph/api/resources/todo-overview',
  facts: microsoftFacts,
  methods: [
    microsoftMethod({
      testUrl: '/me/todo/lists?$top=1',
      scope: graphScope('Tasks.Read', 'Reads your tasks; changes nothing.', ['Tasks.ReadWrite']),
      guidance: ['Sign in with the account whose tasks the workflows shall read.'],
    }),
  ],
});
