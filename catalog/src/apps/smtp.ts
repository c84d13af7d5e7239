import { defineApp } from '../app-definition/index.ts';

export const smtp = defineApp({
  id: 'smtp',
  name: 'Email (SMTP)',
  category: 'email',
  description: 'Send e-mail through any mail server.',
  priority: true,
  facts: { confirmed: true, scope: 'login_and_test', sources: ['n8n', 'automatisch', 'web'] },
  methods: [
    {
      key: 'smtp-login',
      kind: 'custom',
      label: 'Server, user and password',
      protocol: 'smtp',
      server: { host: '{host}', port: '{port}', security: '{security}' },
      inject: [{ in: 'login', username: '{username}', password: '{password}', mechanisms: ['PLAIN', 'LOGIN'] }],
      fields: [
        {
          key: 'host',
          label: 'Server',
          help: 'The server for outgoing mail.',
          format: 'host',
          example: 'smtp.example.com',
        },
        { key: 'port', label: 'Port', help: '587 with STARTTLS, 465 with TLS.', format: 'port', default: '587' },
        {
          key: 'security',
          label: 'Encryption',
          options: [
            { value: 'starttls', label: 'STARTTLS (usual with port 587)' },
            { value: 'tls', label: 'TLS from the start (usual with port 465)' },
            { value: 'none', label: 'None: the password travels unprotected' },
          ],
          default: 'starttls',
        },
        { key: 'username', label: 'User', help: 'Mostly the whole e-mail address.' },
        {
          key: 'password',
          label: 'Password',
          help: 'Often an app password, not the one you sign in with.',
          secret: true,
          format: 'password',
        },
        { key: 'from_email', label: 'Sender address', help: 'Left empty: the user.', required: false, format: 'email' },
      ],
      test: {
        kind: 'login',
        command: 'NOOP',
        // A 4yz reply is for now only, whatever enhanced code it bears (RFC 5321 section 4.2.1).
        invalid: [
          { status: [535] },
          { status: [530, 534, 535, 538, 550, 554], replyCode: ['5.7.8'] },
          { status: [530, 534, 535, 538], replyCode: ['EAUTH'] },
        ],
      },
      errors: [
        {
          when: { status: [534] },
          code: 'invalid_auth',
          part: 'token',
          meaning: 'The mail server asks for an app password, or for a stronger way to sign in.',
        },
        {
          when: { status: [421, 450, 451, 454] },
          code: 'provider_error',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The mail server is busy or has a fault for now.',
        },
        {
          when: { replyCode: ['ESOCKET', 'ETLS'] },
          code: 'tls_failed',
          part: 'api',
          meaning: 'No encrypted connection came about. Port and encryption may not belong together.',
        },
        {
          when: { status: [550, 553], replyCode: ['5.7.1', '5.7.60'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The login works, but may not send under this address.',
        },
      ],
      account: { from: 'field', id: '{username}@{host}', label: '{from_email}|{username}' },
      guidance: [
        'Look up server, port and encryption at your mail provider under outgoing mail or SMTP.',
        'Gmail: smtp.gmail.com, port 587, and an app password of 16 letters. It takes 2-step verification to make one.',
        'Microsoft 365: smtp.office365.com, port 587. An administrator has to allow authenticated SMTP for the mailbox.',
        'The test signs in and sends nothing.',
      ],
      troubleshooting: [
        {
          code: '535',
          symptom: 'Authorization rejected although you can read your mail.',
          fix: 'Most providers want an app password. Make one in the security settings of the account.',
        },
        {
          symptom: 'The connection times out.',
          fix: 'The port is closed. Port 25 is blocked almost everywhere: use 587 or 465.',
        },
        {
          symptom: 'No secure connection could be made.',
          fix: 'Encryption and port do not match: STARTTLS goes with 587, TLS with 465.',
        },
      ],
    },
  ],
});
