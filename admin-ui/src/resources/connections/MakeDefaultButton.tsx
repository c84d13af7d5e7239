import type { ConnectionView } from '@drawbridge/catalog';
import { Button } from '@mui/material';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { useCommand } from '../../providers/useCommand.ts';

export function MakeDefaultButton({ connection }: { connection: ConnectionView }) {
  const may = useMay();
  const { run, running } = useCommand();
  if (connection.isDefault || connection.state === 'revoked' || !may('update', 'Connection', connection)) return null;
  const make = () =>
    run(
      () => api.patch(`/connections/${connection.id}`, { isDefault: true, version: connection.version }),
      `${connection.name} is now the default for ${connection.appName}.`,
    );
  return (
    <Button size="small" variant="outlined" disabled={running} onClick={() => void make()}>
      Make default
    </Button>
  );
}
