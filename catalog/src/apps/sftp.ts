import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';
import { protocolFacts, serverFields, serverTroubleshooting } from './families/server.ts';

const hostKey = {
  key: 'host_key',
  label: 'Host key',
  help: 'Fingerprint of the server, as ssh-keygen -l shows it. Left empty: the one found at the first test.',
  required: false,
  pattern: '^SHA256:[A-Za-z0-9+/]{43}$',
  patternHint: 'must be SHA256: and 43 characters',
  example: 'SHA256:uNiVztksCsDhcc0u9e8BrzJcfPCFTIPQ6oLiHlSJRBM',
};

const common = {
  kind: 'custom',
  protocol: 'sftp',
  server: { host: '{host}', port: '{port}', hostKey: '{host_key}' },
  test: { kind: 'login', command: 'stat .', invalid: [{ replyCode: ['client-authentication'] }] },
  errors: [
    {
      when: { replyCode: ['SSH_FX_PERMISSION_DENIED', 'no-subsystem'] },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The login is accepted, but the user may not use file transfer or not see its folder.',
    },
    {
      when: { replyCode: ['host-key'] },
      code: 'tls_failed',
      part: 'api',
      meaning:
        'The server shows another host key than this connection expects. Ask its operator whether the key was changed before you go on.',
    },
  ],
  account: { from: 'field', id: '{username}@{host}:{port}', label: '{username}@{host}', represents: 'user' },
} satisfies Partial<MethodDefinitionInput>;

const fields = serverFields('server', 'files.example.com', '22');
const user = { key: 'username', label: 'User', example: 'workflows' };

const troubleshooting = [
  {
    symptom: 'The host key is another one.',
    fix: 'Either the server was set up anew, or somebody stands between. Compare the fingerprint with its operator, then connect again with the new one.',
  },
  ...serverTroubleshooting,
];

export const sftp = defineApp({
  id: 'sftp',
  name: 'SFTP',
  category: 'storage',
  description: 'Exchange files over SSH.',
  docsUrl: 'https://www.rfc-editor.org/rfc/rfc4251',
  facts: protocolFacts('the SSH standards'),
  methods: [
    {
      ...common,
      key: 'login',
      label: 'User and password',
      inject: [{ in: 'login', username: '{username}', password: '{password}' }],
      fields: [...fields, user, { key: 'password', label: 'Password', secret: true, format: 'password' }, hostKey],
      guidance: [
        'Ask the operator of the server for a user that sees only the folder that workflows need.',
        'Ask for the fingerprint of its host key too: it proves that the password goes to the right server.',
      ],
      troubleshooting,
    },
    {
      ...common,
      key: 'private-key',
      label: 'User and private key',
      inject: [
        {
          in: 'login',
          username: '{username}',
          password: '',
          privateKey: '{private_key}',
          passphrase: '{passphrase}',
        },
      ],
      fields: [
        ...fields,
        user,
        {
          key: 'private_key',
          label: 'Private key',
          help: 'The whole text, with the lines BEGIN and END.',
          secret: true,
          format: 'multiline',
        },
        {
          key: 'passphrase',
          label: 'Passphrase',
          help: 'Only where the key has one.',
          secret: true,
          required: false,
          format: 'password',
        },
        hostKey,
      ],
      guidance: [
        'Make a key pair for the workflows: ssh-keygen -t ed25519. Never use your own key.',
        'Give the public half to the operator of the server, and paste the private half here.',
        'Ask for the fingerprint of the host key too: it proves that this is the right server.',
      ],
      troubleshooting: [
        {
          symptom: 'The private key cannot be read.',
          fix: 'Paste it whole, in OpenSSH or PEM form, and enter its passphrase. Keys of PuTTY have to be exported as OpenSSH first.',
        },
        ...troubleshooting,
      ],
    },
  ],
});
