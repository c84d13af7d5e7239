import { defineApp } from '../app-definition/index.ts';

export const azureOpenai = defineApp({
  id: 'azure-openai',
  name: 'Azure OpenAI',
  category: 'ai',
  description: 'Use OpenAI models that run in your Azure resource.',
  docsUrl: 'https://learn.microsoft.com/azure/ai-services/openai/reference',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://{resource}.openai.azure.com',
      inject: [{ in: 'header', name: 'api-key', value: '{api_key}' }],
      fields: [
        {
          key: 'resource',
          label: 'Resource name',
          help: 'The part before .openai.azure.com in the endpoint.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.openai.azure.com',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/openai/models?api-version=2024-10-21' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but the resource admits only certain networks.',
        },
      ],
      account: { from: 'field', id: '{resource}', label: '{resource}', represents: 'workspace' },
      credentialUrl: 'https://portal.azure.com',
      guidance: [
        'In the Azure portal, open your Azure OpenAI resource, Keys and Endpoint.',
        'Copy one of the two keys, and the name of the resource from the endpoint.',
      ],
    },
  ],
});
