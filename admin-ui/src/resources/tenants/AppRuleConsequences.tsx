import type { AppRuleView, TenantAppView } from '@drawbridge/catalog';
import { Alert } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { count } from '../../fields/states.ts';
import { api } from '../../providers/api.ts';

/** How many connections come to rest. */
export function AppRuleConsequences({ app, everywhere }: { app: TenantAppView; everywhere: boolean }) {
  const { data, error } = useQuery({
    queryKey: ['apps', app.id, 'rule'],
    queryFn: ({ signal }) => api.get<AppRuleView>(`/apps/${app.id}/rule`, undefined, signal),
    enabled: everywhere,
  });
  if (everywhere && error) return <ErrorNote error={error} />;
  const connections = everywhere ? data?.connectionCount : app.connectionCount;
  if (connections === undefined) return <Alert severity="info">Counting the connections ...</Alert>;
  const tenants = everywhere && data ? ` of ${count(data.tenantCount, 'tenant')}` : '';
  return connections === 0 ? (
    <Alert severity="success">No connection is concerned.</Alert>
  ) : (
    <Alert severity="warning" role="status">
      <strong>
        {count(connections, 'connection')}
        {tenants}
      </strong>{' '}
      {connections === 1 ? 'comes' : 'come'} to rest.
    </Alert>
  );
}
