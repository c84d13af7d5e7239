import { defineApp } from '../app-definition/index.ts';
import { protocolFacts, serverTroubleshooting } from './families/server.ts';

export const imap = defineApp({
  id: 'imap',
  name: 'Email (IMAP)',
  category: 'email',
  description: 'Read e-mail from any mail server.',
  docsUrl: 'https://www.rfc-editor.org/rfc/rfc9051',
  facts: protocolFacts('RFC 9051 and RFC 5530'),
  methods: [
    {
      key: 'login',
      kind: 'custom',
      label: 'Server, user and password',
      protocol: 'imap',
      server: { host: '{host}', port: '{port}', security: '{security}' },
      inject: [{ in: 'login', username: '{username}', password: '{password}', mechanisms: ['PLAIN', 'LOGIN'] }],
      fields: [
        {
          key: 'host',
          label: 'Server',
          help: 'The server for incoming mail.',
          format: 'host',
          example: 'imap.example.com',
        },
        { key: 'port', label: 'Port', help: '993 with TLS, 143 with STARTTLS.', format: 'port', default: '993' },
        { key: 'username', label: 'User', help: 'Mostly the whole e-mail address.' },
        {
          key: 'password',
          label: 'Password',
          help: 'Often an app password, not the one you sign in with.',
          secret: true,
          format: 'password',
        },
        {
          key: 'security',
          label: 'Encryption',
          options: [
            { value: 'tls', label: 'TLS from the start (usual with port 993)' },
            { value: 'starttls', label: 'STARTTLS (usual with port 143)' },
          ],
          default: 'tls',
        },
      ],
      test: {
        kind: 'login',
        command: 'NOOP',
        invalid: [{ replyCode: ['AUTHENTICATIONFAILED', 'EXPIRED', 'AUTHORIZATIONFAILED'] }],
      },
      errors: [
        {
          when: { replyCode: ['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'BYE'] },
          code: 'provider_error',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The mail server is busy or has a fault for now.',
        },
        {
          when: { replyCode: ['PRIVACYREQUIRED'] },
          code: 'tls_failed',
          part: 'api',
          meaning: 'The mail server takes passwords over encrypted connections only.',
        },
      ],
      account: { from: 'field', id: '{username}@{host}', label: '{username}' },
      guidance: [
        'Look up server, port and encryption at your mail provider under incoming mail or IMAP.',
        'Gmail: imap.gmail.com, port 993, and an app password of 16 letters. It takes 2-step verification to make one.',
        'Some providers admit IMAP only after it is switched on in the settings of the mailbox.',
        'The test signs in and reads no mail.',
      ],
      troubleshooting: [
        {
          code: 'AUTHENTICATIONFAILED',
          symptom: 'Authorization rejected although you can read your mail.',
          fix: 'Most providers want an app password, and Microsoft 365 admits no passwords at all. Make one in the security settings of the account.',
        },
        ...serverTroubleshooting,
      ],
    },
  ],
});
