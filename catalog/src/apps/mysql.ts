import { defineApp } from '../app-definition/index.ts';
import { databaseTls, protocolFacts, serverFields, serverTroubleshooting } from './families/server.ts';

export const mysql = defineApp({
  id: 'mysql',
  name: 'MySQL',
  category: 'database',
  description: 'Query a MySQL or MariaDB database.',
  docsUrl: 'https://dev.mysql.com/doc/refman/8.4/en/',
  facts: protocolFacts('the MySQL manual'),
  methods: [
    {
      key: 'login',
      kind: 'custom',
      label: 'Host, user and password',
      protocol: 'mysql',
      server: { host: '{host}', port: '{port}', security: '{sslmode}', database: '{database}' },
      inject: [{ in: 'login', username: '{username}', password: '{password}' }],
      fields: [
        ...serverFields('database server', 'db.example.com', '3306'),
        { key: 'database', label: 'Database', help: 'Upper and lower case may matter.', example: 'shop' },
        { key: 'username', label: 'User', example: 'workflow_reader' },
        { key: 'password', label: 'Password', secret: true, format: 'password' },
        databaseTls,
      ],
      test: { kind: 'login', command: 'select 1', invalid: [{ replyCode: ['1045', '1698'] }] },
      errors: [
        {
          when: { replyCode: ['1044'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The login is accepted, but the user has no right to this database.',
        },
        {
          when: { replyCode: ['1049'] },
          code: 'not_found',
          part: 'api',
          meaning: 'The login is accepted, but there is no database of this name.',
        },
        {
          when: { replyCode: ['1130'] },
          code: 'host_not_allowed',
          part: 'api',
          meaning: 'The database server admits no connection from the address of this server.',
        },
        {
          when: { replyCode: ['1820', '1862', '3118', '4151'] },
          code: 'invalid_auth',
          part: 'token',
          meaning: 'The password has expired, or the user is locked.',
        },
        {
          when: { replyCode: ['1040', '1053', '1203', '1226'] },
          code: 'provider_error',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The server is stopping, or has no connection left for this user.',
        },
      ],
      account: {
        from: 'field',
        id: '{host}:{port}/{database}#{username}',
        label: '{database}@{host}',
        represents: 'server',
      },
      guidance: [
        'Create a user for the workflows that may sign in from the address of this server.',
        'Give it only what is needed: grant select on the one database to it.',
        'Let the firewall admit the address of this server.',
      ],
      troubleshooting: [
        {
          code: '1045',
          symptom: 'Authorization rejected although the password is right.',
          fix: 'MySQL tells users apart by the address they come from. Create the user for the address of this server, or for %.',
        },
        ...serverTroubleshooting,
      ],
    },
  ],
});
