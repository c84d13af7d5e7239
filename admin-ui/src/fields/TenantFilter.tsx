import type { TenantView } from '@drawbridge/catalog';
import { useQuery } from '@tanstack/react-query';
import { SelectInput } from 'react-admin';
import { useMay } from '../providers/ability.ts';
import { api } from '../providers/api.ts';
import { useMe } from '../providers/session.ts';

/** Narrows a list to one tenant, for those who see several. */
export function TenantFilter({ source = 'tenantId' }: { source?: string }) {
  const me = useMe();
  const sees = useMay()('read', 'Tenant') && me?.tenant === null;
  const { data, isPending } = useQuery({
    queryKey: ['tenants', 'choices'],
    queryFn: ({ signal }) => api.get<{ items: TenantView[] }>('/tenants', { limit: 100 }, signal),
    enabled: sees,
    staleTime: 60_000,
  });
  if (!sees) return null;
  const choices = (data?.items ?? []).map(({ id, name }) => ({ id, name }));
  return (
    <SelectInput
      source={source}
      label="Tenant"
      choices={choices}
      isPending={isPending}
      emptyText="Any tenant"
      translateChoice={false}
    />
  );
}
