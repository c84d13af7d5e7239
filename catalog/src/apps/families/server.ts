import type { MethodDefinitionInput } from '../../app-definition/index.ts';

type Field = NonNullable<MethodDefinitionInput['fields']>[number];
type Troubleshooting = NonNullable<MethodDefinitionInput['troubleshooting']>[number];

/** The server that a person names, for protocols other than HTTP. */
export function serverFields(kind: string, example: string, port: string): Field[] {
  return [
    {
      key: 'host',
      label: 'Host',
      help: `Name or IPv4 address of the ${kind}, without a scheme in front.`,
      format: 'host',
      example,
    },
    { key: 'port', label: 'Port', format: 'port', default: port },
  ];
}

/** How a database connection is encrypted; the modes are those of libpq and mean the same in every database. */
export const databaseTls: Field = {
  key: 'sslmode',
  label: 'TLS',
  help: 'The mode that also checks the certificate is the safest.',
  options: [
    { value: 'verify-full', label: 'Required, certificate and host name are checked' },
    { value: 'require', label: 'Required, certificate is not checked' },
    { value: 'disable', label: 'None: password and data travel unprotected' },
  ],
  default: 'require',
};

/** What stands between this server and one that somebody runs inside the own network. */
export const serverTroubleshooting: Troubleshooting[] = [
  {
    symptom: 'The host may not be called.',
    fix: 'Addresses inside your own network, unusual ports and unencrypted connections are blocked until a system administrator allows them.',
  },
  {
    symptom: 'No secure connection could be made.',
    fix: 'The server has no TLS on this port, or its certificate does not fit the host name.',
  },
];

/** Facts that come from the standard or the manual of the protocol. */
export const protocolFacts = (manual: string) => ({
  confirmed: false,
  scope: 'none' as const,
  sources: [],
  note: `Connection values and error codes are those of ${manual}; they were not compared with a second source.`,
});
