import type { ConnectionView } from '@drawbridge/catalog';
import { maxLength, required, TextInput } from 'react-admin';
import { textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

export function RenameButton({ connection }: { connection: ConnectionView }) {
  const may = useMay();
  if (connection.state === 'revoked' || !may('update', 'Connection', connection)) return null;
  return (
    <CommandButton
      label="Rename"
      size="small"
      title="Rename the connection"
      submitLabel="Rename"
      done="Renamed."
      defaultValues={{ name: connection.name }}
      command={(values) =>
        api.patch(`/connections/${connection.id}`, { name: textOf(values.name), version: connection.version })
      }
    >
      <TextInput
        source="name"
        label="Connection Name"
        helperText={`Unique among your ${connection.appName} connections. Workflows go by the id, so nothing breaks.`}
        validate={[required(), maxLength(80)]}
        autoFocus
      />
    </CommandButton>
  );
}
