import type { ConnectionView, RevocationPreview } from '@drawbridge/catalog';
import { Alert, AlertTitle, Box, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { RadioButtonGroupInput, required } from 'react-admin';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { ago } from '../../fields/RelativeTime.tsx';
import { count } from '../../fields/states.ts';
import { api } from '../../providers/api.ts';

const afterwards = [
  { id: 'stays', name: 'The copy stays.' },
  { id: 'ask', name: 'Ask the system admins to revoke it too. They are told your reason.' },
];

/** What stops working, what stays, and what is left to do at the provider. */
export function RevocationConsequences({ connection }: { connection: ConnectionView }) {
  const { data, error } = useQuery({
    queryKey: ['connections', connection.id, 'revocation'],
    queryFn: ({ signal }) => api.get<RevocationPreview>(`/connections/${connection.id}/revocation`, undefined, signal),
  });
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton variant="rounded" height={120} />;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Typography variant="body2">
        It takes effect at once and cannot be undone. The stored secrets are destroyed; data that was already processed
        is untouched.
      </Typography>
      {data.usages.length > 0 ? (
        <Alert severity="warning">
          <AlertTitle>
            {count(data.usages.length, 'usage')} will stop working. Deactivate these workflows first:
          </AlertTitle>
          <Box component="ul" sx={{ m: 0, pl: 2.5, maxHeight: 180, overflowY: 'auto' }}>
            {data.usages.map((usage) => (
              <li key={usage.id}>
                <strong>{usage.workflow}</strong>
                {usage.operation && ` (${usage.operation})`}, last used {ago(usage.lastUsedAt)}
              </li>
            ))}
          </Box>
        </Alert>
      ) : (
        <Typography variant="body2">No workflow has used it.</Typography>
      )}
      <Alert severity="info">
        <AlertTitle>Revoke it at {connection.appName} too</AlertTitle>
        {data.advice}
      </Alert>
      {data.publishedCopy && (
        <Alert severity="warning">
          <AlertTitle>A published copy exists: {data.publishedCopy.name}</AlertTitle>
          Every tenant uses it. Only a system admin can revoke it.
          <RadioButtonGroupInput
            source="published"
            label="What shall become of the copy?"
            choices={afterwards}
            validate={required('Please say what shall become of the published copy.')}
            row={false}
            helperText={false}
          />
        </Alert>
      )}
    </Box>
  );
}
