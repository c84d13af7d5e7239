import { allowed, globalConnectionMachine, type GlobalConnectionView, type UsageView } from '@drawbridge/catalog';
import { Alert, AlertTitle, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

export function RevokeGlobalConnectionButton({ connection }: { connection: GlobalConnectionView }) {
  const may = useMay();
  if (!allowed(globalConnectionMachine, connection.state).includes('revoke')) return null;
  if (!may('revoke', 'GlobalConnection', connection)) return null;
  return (
    <CommandButton
      label="Revoke"
      tone="error"
      title={`Revoke ${connection.name} for every tenant?`}
      submitLabel="Revoke now"
      done="Revoked for every tenant. Its secret is destroyed."
      command={(values) =>
        api.post(`/global-connections/${connection.id}/revoke`, {
          reason: textOf(values.reason),
          version: connection.version,
        })
      }
    >
      <Typography variant="body2">
        It takes effect at once and cannot be undone. The copy's own secret is destroyed; the connection it was copied
        from is untouched. Revoke the credential at {connection.appName} too if it must not be used any more.
      </Typography>
      <StoppingUsages id={connection.id} />
      <ReasonInput />
    </CommandButton>
  );
}

function StoppingUsages({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ['global-connections', id, 'stopping'],
    queryFn: ({ signal }) =>
      api.get<{ items: UsageView[]; nextCursor: string | null }>(
        `/global-connections/${id}/usages`,
        { limit: 100 },
        signal,
      ),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Alert severity="warning">
      <AlertTitle>These workflows stop working. Deactivate them first:</AlertTitle>
      {data.items.map((usage) => usage.workflow).join(', ')}
      {data.nextCursor && ' and more'}
    </Alert>
  );
}
