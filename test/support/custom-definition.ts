/** A definition that people could have written: an account of a database, as the test server has them. */
export const customDefinition = (id: string, description = 'Orders of the warehouse.', more: object = {}) => ({
  id,
  name: 'Warehouse',
  category: 'database',
  description,
  methods: [
    {
      key: 'login',
      kind: 'basic',
      label: 'Login',
      protocol: 'postgres',
      server: { host: '{host}', port: '{port}', database: '{database}', security: '{sslmode}' },
      inject: [{ in: 'login', username: '{username}', password: '{password}' }],
      fields: [
        { key: 'host', label: 'Host', format: 'host' },
        { key: 'port', label: 'Port', format: 'port' },
        { key: 'database', label: 'Database' },
        { key: 'username', label: 'User name' },
        { key: 'password', label: 'Password', secret: true },
        { key: 'sslmode', label: 'Encryption', default: 'require' },
      ],
      test: { kind: 'login', command: 'select 1', invalid: [{ replyCode: ['28P01', '28000'] }] },
      account: { from: 'field', id: '{username}@{host}', label: '{username}', represents: 'server' },
    },
  ],
  ...more,
});
