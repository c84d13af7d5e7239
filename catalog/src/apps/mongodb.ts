import { defineApp } from '../app-definition/index.ts';
import { protocolFacts, serverTroubleshooting } from './families/server.ts';

export const mongodb = defineApp({
  id: 'mongodb',
  name: 'MongoDB',
  category: 'database',
  description: 'Read and write documents in MongoDB.',
  docsUrl: 'https://www.mongodb.com/docs/manual/reference/connection-string/',
  facts: protocolFacts('the MongoDB manual'),
  methods: [
    {
      key: 'login',
      kind: 'custom',
      label: 'Connection string',
      protocol: 'mongodb',
      server: { connectionString: '{connection_string}' },
      fields: [
        {
          key: 'connection_string',
          label: 'Connection string',
          help: 'Begins with mongodb:// or mongodb+srv:// and holds user and password.',
          secret: true,
          stripSpaces: true,
          pattern: '^mongodb(?:\\+srv)?://[^@/]+@[^@/]+(?:/.*)?$',
          patternHint:
            'must begin with mongodb:// or mongodb+srv:// and name user, password and host; encode @ / : in the password',
        },
        {
          key: 'host',
          label: 'Host',
          required: false,
          filledFrom: {
            from: 'field',
            field: 'connection_string',
            match: '^mongodb(?:\\+srv)?://[^@/]+@([^@/?]+)',
          },
        },
        {
          key: 'username',
          label: 'User',
          required: false,
          filledFrom: { from: 'field', field: 'connection_string', match: '^mongodb(?:\\+srv)?://([^:@/]+)[:@]' },
        },
        {
          key: 'database',
          label: 'Database',
          required: false,
          filledFrom: {
            from: 'field',
            field: 'connection_string',
            match: '^mongodb(?:\\+srv)?://[^@/]+@[^@/]+/([^?]+)',
          },
        },
      ],
      test: { kind: 'login', command: 'ping', invalid: [{ replyCode: ['18', '11', '8000'] }] },
      errors: [
        {
          when: { replyCode: ['13'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The login is accepted, but the user has no right to this database.',
        },
        {
          when: { replyCode: ['91', '11600', '11602', '13436', '462'] },
          code: 'provider_error',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The server is starting or stopping.',
        },
      ],
      account: {
        from: 'field',
        id: '{host}#{username}',
        label: '{username}@{host}',
        represents: 'server',
      },
      guidance: [
        'Create a database user for the workflows with a role on the one database, such as read or readWrite.',
        'Copy the connection string; in Atlas it stands under Connect, Drivers. Put in user and password.',
        'Write letters such as @ : / in the password as %40 %3A %2F.',
        'Let the network access list admit the address of this server.',
      ],
      troubleshooting: [
        {
          code: '18',
          symptom: 'Authorization rejected although the password is right.',
          fix: 'Users live in a database. Name it: add authSource=admin, or the database of the user, to the connection string.',
        },
        ...serverTroubleshooting,
      ],
    },
  ],
});
