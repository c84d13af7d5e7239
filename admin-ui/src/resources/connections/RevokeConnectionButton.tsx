import { allowed, connectionMachine, type ConnectionView, type RevokedConnection } from '@drawbridge/catalog';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { RevocationConsequences } from './RevocationConsequences.tsx';

function told({ stoppedUsages }: RevokedConnection): string {
  if (stoppedUsages.length === 0) return 'Revoked. Its secrets are destroyed. No workflow had used it.';
  const names = stoppedUsages.slice(0, 5).map(({ workflow }) => workflow);
  const more = stoppedUsages.length > names.length ? ` and ${stoppedUsages.length - names.length} more` : '';
  return `Revoked. Its secrets are destroyed. Stopped: ${names.join(', ')}${more}.`;
}

export function RevokeConnectionButton({ connection }: { connection: ConnectionView }) {
  const may = useMay();
  if (!allowed(connectionMachine, connection.state).includes('revoke') || !may('revoke', 'Connection', connection))
    return null;
  return (
    <CommandButton<RevokedConnection>
      label="Revoke"
      tone="error"
      title={`Revoke ${connection.name}?`}
      submitLabel="Revoke now"
      done={told}
      wide
      command={(values) =>
        api.post(`/connections/${connection.id}/revoke`, {
          reason: textOf(values.reason),
          version: connection.version,
          ...(values.published === undefined ? {} : { revokePublished: values.published === 'ask' }),
        })
      }
    >
      <RevocationConsequences connection={connection} />
      <ReasonInput />
    </CommandButton>
  );
}
