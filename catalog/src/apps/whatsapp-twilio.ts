import { defineApp } from '../app-definition/index.ts';
import { twilioApiKey, twilioAuthToken } from './families/twilio.ts';

const sender = {
  key: 'from_number',
  label: 'WhatsApp sender',
  help: 'The number that messages come from, with country code; without the word whatsapp.',
  required: false,
  stripSpaces: true,
  pattern: '^\\+[1-9][0-9]{6,14}$',
  patternHint: 'must be a number with country code, such as +14155238886',
  example: '+14155238886',
} as const;

const troubleshooting = [
  {
    code: '63007',
    symptom: 'Messages are refused because the sender is not found.',
    fix: 'The number is not registered for WhatsApp. Register it in the Twilio console under Messaging, Senders, WhatsApp.',
  },
  {
    code: '63016',
    symptom: 'Messages fail although the connection is good.',
    fix: 'More than 24 hours have passed since the person last wrote. Only an approved template may be sent then.',
  },
  {
    symptom: 'The sandbox does not deliver.',
    fix: 'Each recipient has to send the join code to the sandbox number first, and again after three days.',
  },
];

export const whatsappTwilio = defineApp({
  id: 'whatsapp-twilio',
  name: 'WhatsApp (Twilio)',
  category: 'communication',
  description: 'Send and receive WhatsApp messages through a Twilio account.',
  docsUrl: 'https://www.twilio.com/docs/whatsapp',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog', 'vendor documentation'],
    note: 'The test request is confirmed for Twilio, not for WhatsApp.',
  },
  methods: [
    twilioAuthToken([sender], {
      guidance: [
        'WhatsApp is reached through Twilio: the credential is that of the Twilio account.',
        'Copy Account SID and Auth Token from the first page of the Twilio console.',
        'Register a WhatsApp sender under Messaging, Senders, or join the sandbox to try it out.',
        'Workflows address people as whatsapp: and the number, for example whatsapp:+14155238886.',
      ],
      troubleshooting,
    }),
    twilioApiKey([sender], {
      guidance: [
        'WhatsApp is reached through Twilio: the credential is that of the Twilio account.',
        'In the Twilio console, open API keys and tokens and create a standard key.',
        'Copy its SID and its secret; the secret is shown once. Copy the Account SID too.',
        'Register a WhatsApp sender under Messaging, Senders.',
      ],
      troubleshooting,
    }),
  ],
});
