import { appOf, key, open } from './app-of.ts';

const server = { host: '{host}', port: '{port}' };
const hostAndPort = [
  { ...open('host'), format: 'host' as const },
  { ...open('port'), format: 'port' as const },
];

export const postgres = appOf('postgres', {
  kind: 'custom',
  protocol: 'postgres',
  baseUrl: undefined,
  server: { ...server, security: '{sslmode}', database: '{database}' },
  fields: [
    ...hostAndPort,
    open('username'),
    { ...key, key: 'password' },
    open('database'),
    { ...open('sslmode'), default: 'require' },
  ],
  inject: [{ in: 'login', username: '{username}', password: '{password}' }],
  test: { kind: 'login', command: 'select 1', invalid: [{ replyCode: ['28P01', '28000'] }] },
  account: { from: 'field', id: '{username}@{host}:{port}/{database}', represents: 'server' },
});

export const smtp = appOf('smtp', {
  kind: 'custom',
  protocol: 'smtp',
  baseUrl: undefined,
  server: { ...server, security: '{security}' },
  fields: [...hostAndPort, { ...open('security'), default: 'starttls' }, open('username'), { ...key, key: 'password' }],
  inject: [{ in: 'login', username: '{username}', password: '{password}', mechanisms: ['PLAIN', 'LOGIN'] }],
  test: { kind: 'login', command: 'NOOP', expect: { status: [235] }, invalid: [{ status: [535] }] },
  account: { from: 'field', id: '{username}@{host}', represents: 'user' },
});

export const redis = appOf('redis', {
  kind: 'custom',
  protocol: 'redis',
  baseUrl: undefined,
  server,
  fields: [...hostAndPort, { ...key, key: 'password' }],
  inject: [{ in: 'login', username: '', password: '{password}' }],
  test: { kind: 'login', command: 'PING', invalid: [{ replyCode: ['WRONGPASS'] }] },
  account: { from: 'field', id: '{host}:{port}', represents: 'server' },
});
