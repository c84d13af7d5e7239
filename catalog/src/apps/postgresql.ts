import { defineApp } from '../app-definition/index.ts';

export const postgresql = defineApp({
  id: 'postgresql',
  name: 'PostgreSQL',
  category: 'database',
  description: 'Query a PostgreSQL database.',
  docsUrl: 'https://www.postgresql.org/docs/current/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: [],
    note: 'Connection values and SQLSTATE codes are those of the PostgreSQL manual; they were not compared with a second source.',
  },
  methods: [
    {
      key: 'login',
      kind: 'custom',
      label: 'Host, user and password',
      protocol: 'postgres',
      server: { host: '{host}', port: '{port}', security: '{sslmode}', database: '{database}' },
      inject: [{ in: 'login', username: '{username}', password: '{password}' }],
      fields: [
        {
          key: 'host',
          label: 'Host',
          help: 'Name or IPv4 address of the server, without postgres://.',
          format: 'host',
          example: 'db.example.com',
        },
        { key: 'port', label: 'Port', format: 'port', default: '5432' },
        { key: 'database', label: 'Database', help: 'Upper and lower case matter.', example: 'sales' },
        { key: 'username', label: 'User', example: 'workflow_reader' },
        { key: 'password', label: 'Password', secret: true, format: 'password' },
        {
          key: 'sslmode',
          label: 'TLS',
          help: 'The mode that also checks the certificate is the safest.',
          options: [
            { value: 'verify-full', label: 'Required, certificate and host name are checked' },
            { value: 'require', label: 'Required, certificate is not checked' },
            { value: 'disable', label: 'None: password and data travel unprotected' },
          ],
          default: 'require',
        },
      ],
      test: {
        kind: 'login',
        command: 'select 1',
        invalid: [{ replyCode: ['28P01', '28000'] }],
      },
      errors: [
        {
          when: { replyCode: ['3D000'] },
          code: 'not_found',
          part: 'api',
          meaning: 'The login is accepted, but there is no database of this name.',
        },
        {
          when: { replyCode: ['42501'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The login works, but the user may not do this.',
        },
        {
          when: { replyCode: ['53300', '57P03'] },
          code: 'provider_error',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The server is starting, stopping, or has no connection left.',
        },
      ],
      account: {
        from: 'field',
        id: '{host}:{port}/{database}#{username}',
        label: '{database}@{host}',
        represents: 'server',
      },
      guidance: [
        'Create a user for the workflows: create role workflow_reader login password ...',
        'Give it only what is needed: grant connect on the database, usage on the schema, select on the tables.',
        'Let the firewall and pg_hba.conf admit the address of this server.',
      ],
      troubleshooting: [
        {
          code: '28P01',
          symptom: 'Authorization rejected.',
          fix: 'User or password is wrong. Passwords are case-sensitive, and so are quoted user names.',
        },
        {
          code: '28000',
          symptom: 'Authorization rejected although the password is right.',
          fix: 'pg_hba.conf has no line for this user, database and address, or asks for TLS.',
        },
        {
          symptom: 'The host may not be called.',
          fix: 'Addresses inside your own network are blocked until a system administrator allows them.',
        },
        {
          symptom: 'No secure connection could be made.',
          fix: 'The server has no TLS, or its certificate does not fit the host name. Choose another TLS mode only in a network you trust.',
        },
      ],
    },
  ],
});
