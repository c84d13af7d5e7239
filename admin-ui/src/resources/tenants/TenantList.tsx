import type { TenantView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { SearchFilter } from '../../fields/SearchFilter.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { FilterBar } from '../../layout/FilterBar.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { AddTenantButton } from './AddTenantButton.tsx';
import { TenantActions } from './TenantActions.tsx';

export default function TenantList() {
  return (
    <ListPage<TenantView>
      title="Tenants"
      lead="Each tenant's connections are invisible to every other."
      actions={<AddTenantButton />}
      filters={
        <FilterBar>
          <SearchFilter label="Name" />
        </FilterBar>
      }
      columns={columns}
      to={(row) => `/tenants/${row.id}/show`}
      empty={<EmptyState title="No tenants yet" action={<AddTenantButton />} />}
    />
  );
}

const columns: readonly Column<TenantView>[] = [
  {
    label: 'Tenant',
    render: (tenant) => (
      <Box>
        <Box sx={{ fontWeight: 600 }}>{tenant.name}</Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          <Mono>{tenant.slug}</Mono>
        </Typography>
      </Box>
    ),
  },
  { label: 'State', render: (tenant) => <StateChip kind="on" state={tenant.suspended ? 'no' : 'yes'} /> },
  { label: 'Id', from: 'lg', render: (tenant) => <Mono>{tenant.id}</Mono> },
  { label: 'Created', from: 'sm', render: (tenant) => <RelativeTime at={tenant.createdAt} /> },
  {
    label: 'Actions',
    may: ['update', 'Tenant'],
    align: 'right',
    render: (tenant) => <TenantActions tenant={tenant} />,
  },
];
