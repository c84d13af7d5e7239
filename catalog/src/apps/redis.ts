import { defineApp } from '../app-definition/index.ts';
import { protocolFacts, serverFields, serverTroubleshooting } from './families/server.ts';

export const redis = defineApp({
  id: 'redis',
  name: 'Redis',
  category: 'database',
  description: 'Read and write keys in Redis or Valkey.',
  docsUrl: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
  facts: protocolFacts('the Redis manual'),
  methods: [
    {
      key: 'login',
      kind: 'custom',
      label: 'Host and password',
      protocol: 'redis',
      server: { host: '{host}', port: '{port}', security: '{security}', database: '{database}' },
      inject: [{ in: 'login', username: '{username}', password: '{password}' }],
      fields: [
        ...serverFields('server', 'cache.example.com', '6379'),
        { key: 'username', label: 'User', help: 'Left empty: the user default.', required: false },
        { key: 'password', label: 'Password', secret: true, required: false, format: 'password' },
        {
          key: 'database',
          label: 'Database number',
          required: false,
          format: 'integer',
          pattern: '^[0-9]{1,5}$',
          default: '0',
        },
        {
          key: 'security',
          label: 'Encryption',
          options: [
            { value: 'tls', label: 'TLS' },
            { value: 'none', label: 'None: password and data travel unprotected' },
          ],
          default: 'tls',
        },
      ],
      test: { kind: 'login', command: 'PING', invalid: [{ replyCode: ['WRONGPASS', 'NOAUTH'] }] },
      errors: [
        {
          when: { replyCode: ['NOPERM'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The login is accepted, but the user may not do this.',
        },
        {
          when: { replyCode: ['DENIED'] },
          code: 'host_not_allowed',
          part: 'api',
          meaning: 'The server is in protected mode: it has no password and admits nobody from outside.',
        },
        {
          when: { replyCode: ['LOADING', 'BUSY', 'MASTERDOWN', 'CLUSTERDOWN', 'TRYAGAIN'] },
          code: 'provider_error',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The server is busy or still loading its data.',
        },
      ],
      account: {
        from: 'field',
        id: '{host}:{port}/{database}#{username}|{host}:{port}/{database}',
        label: '{username}@{host}|{host}',
        represents: 'server',
      },
      guidance: [
        'Create a user for the workflows with an access control list that admits only the keys and commands they need.',
        'Enter its name and password. A server with one password for all takes no user name.',
        'Let the firewall admit the address of this server.',
      ],
      troubleshooting: [
        {
          code: 'WRONGPASS',
          symptom: 'Authorization rejected.',
          fix: 'User or password is wrong, or the user is switched off.',
        },
        ...serverTroubleshooting,
      ],
    },
  ],
});
