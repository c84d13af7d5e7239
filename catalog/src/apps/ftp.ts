import { defineApp } from '../app-definition/index.ts';
import { protocolFacts, serverFields, serverTroubleshooting } from './families/server.ts';

export const ftp = defineApp({
  id: 'ftp',
  name: 'FTP / FTPS',
  category: 'storage',
  description: 'Exchange files over FTP, encrypted where the server can.',
  docsUrl: 'https://www.rfc-editor.org/rfc/rfc4217',
  facts: protocolFacts('RFC 959 and RFC 4217'),
  methods: [
    {
      key: 'login',
      kind: 'custom',
      label: 'Host, user and password',
      protocol: 'ftp',
      server: { host: '{host}', port: '{port}', security: '{security}' },
      inject: [{ in: 'login', username: '{username}', password: '{password}' }],
      fields: [
        ...serverFields('server', 'ftp.example.com', '21'),
        { key: 'username', label: 'User', example: 'workflows' },
        { key: 'password', label: 'Password', secret: true, format: 'password' },
        {
          key: 'security',
          label: 'Encryption',
          options: [
            { value: 'starttls', label: 'Explicit TLS (usual with port 21)' },
            { value: 'tls', label: 'TLS from the start (usual with port 990)' },
            { value: 'none', label: 'None: password and files travel unprotected' },
          ],
          default: 'starttls',
        },
      ],
      test: { kind: 'login', command: 'NOOP', invalid: [{ status: [530] }] },
      errors: [
        {
          when: { status: [421, 425, 426, 430, 450, 451, 452] },
          code: 'provider_error',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The server is busy or has a fault for now.',
        },
        {
          when: { status: [534, 521, 522] },
          code: 'tls_failed',
          part: 'api',
          meaning: 'The server and this connection do not agree about encryption.',
        },
        {
          when: { status: [550, 553] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The login is accepted, but the user may not see its folder.',
        },
      ],
      account: { from: 'field', id: '{username}@{host}:{port}', label: '{username}@{host}', represents: 'user' },
      guidance: [
        'Ask the operator of the server for a user that sees only the folder that workflows need.',
        'Choose encryption that the server knows. Plain FTP shows the password to everybody on the way; prefer SFTP.',
      ],
      troubleshooting: [
        {
          code: '530',
          symptom: 'Authorization rejected.',
          fix: 'User or password is wrong, or the server admits no sign-in without encryption.',
        },
        ...serverTroubleshooting,
      ],
    },
  ],
});
