import { defineApp } from '../app-definition/index.ts';

export const whatsappBusiness = defineApp({
  id: 'whatsapp-business',
  name: 'WhatsApp Business Cloud',
  category: 'communication',
  description: 'Send WhatsApp messages through the Cloud API of Meta.',
  docsUrl: 'https://developers.facebook.com/docs/whatsapp/cloud-api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Access token',
      baseUrl: 'https://graph.facebook.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'phone_number_id',
          label: 'Phone number ID',
          help: 'Not the number itself: the ID below it.',
          pattern: '^[0-9]+$',
          example: '106540352242922',
        },
        { key: 'api_key', label: 'Access token', secret: true },
      ],
      scopes: [
        { name: 'whatsapp_business_messaging', why: 'Sends messages.' },
        {
          name: 'whatsapp_business_management',
          why: 'Reads the phone number, which the test needs; Meta has no narrower permission for it.',
        },
      ],
      test: {
        kind: 'request',
        request: { url: '/v24.0/{phone_number_id}?fields=id,display_phone_number,verified_name' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.error.code', equals: [190] }],
      },
      errors: [
        {
          when: { at: '$.error.code', equals: [10, 200] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks whatsapp_business_management.',
        },
        {
          when: { at: '$.error.code', equals: [100] },
          code: 'not_found',
          part: 'api',
          meaning: 'The token works, but there is no such phone number ID, or the system user may not see it.',
        },
        {
          when: { at: '$.error.code', equals: [4, 80_007, 130_429] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'Meta asks to slow down.',
        },
      ],
      account: { from: 'test', id: '$.id', label: '$.display_phone_number', represents: 'key' },
      credentialUrl: 'https://business.facebook.com/settings/system-users',
      guidance: [
        'In Meta Business settings, open System users and add one for the workflows.',
        'Assign the app and the WhatsApp account to it, and generate a token that never expires, with the permissions listed here.',
        'The phone number ID stands in the app under WhatsApp, API setup.',
      ],
      troubleshooting: [
        {
          symptom: 'The connection ended after a day.',
          fix: 'The token from API setup is a temporary one. Generate one for a system user.',
        },
        {
          code: '190',
          symptom: 'Authorization rejected.',
          fix: 'The token expired, or the system user lost its access. Generate a new one.',
        },
      ],
    },
  ],
});
