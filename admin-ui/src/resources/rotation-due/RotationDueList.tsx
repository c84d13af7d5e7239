import type { RotationDueView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { SelectInput } from 'react-admin';
import { AppFilter } from '../../fields/AppFilter.tsx';
import { AppTile } from '../../fields/AppTile.tsx';
import { DueField } from '../../fields/DueField.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { TenantFilter } from '../../fields/TenantFilter.tsx';
import { count } from '../../fields/states.ts';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { FilterBar } from '../../layout/FilterBar.tsx';
import { FilterChips } from '../../layout/FilterChips.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { StartRunButton } from '../reminder-runs/StartRunButton.tsx';

const within = [7, 30, 90, 365].map((days) => ({ id: days, name: `Within ${days} days` }));

export default function RotationDueList() {
  return (
    <ListPage<RotationDueView>
      title="Rotation due"
      lead="Credentials whose rotation comes due within 30 days, or is overdue. Owners are reminded before, on and after the date."
      actions={<StartRunButton />}
      filters={
        <FilterBar
          chips={<FilterChips source="status" label="Status" kind="rotation" states={['soon', 'due', 'overdue']} />}
        >
          <SelectInput
            source="withinDays"
            label="Due"
            choices={within}
            emptyText="Within 30 days"
            translateChoice={false}
          />
          <AppFilter />
          <TenantFilter />
        </FilterBar>
      }
      columns={columns}
      to={(row) => `/${row.kind === 'connection' ? 'connections' : 'global-connections'}/${row.id}/show`}
      empty={<EmptyState title="Nothing is due">No credential has to be rotated within the next 30 days.</EmptyState>}
    />
  );
}

const columns: readonly Column<RotationDueView>[] = [
  {
    label: 'Credential',
    render: (row) => (
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <AppTile id={row.appId} name={row.appName} />
        <Box sx={{ minWidth: 0 }}>
          <Box component="span" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            {row.name}
          </Box>
          <Typography variant="caption" sx={{ display: 'block', color: 'text.secondary' }}>
            {row.appName} ·{' '}
            {row.kind === 'global_connection' ? 'global connection' : (row.owner?.name ?? row.tenant?.name)}
          </Typography>
        </Box>
      </Box>
    ),
  },
  { label: 'Status', from: 'md', render: (row) => <StateChip kind="rotation" state={row.status} /> },
  { label: 'Due', render: (row) => <DueField dueAt={row.dueAt} daysLeft={row.daysLeft} /> },
  {
    label: 'Period',
    from: 'lg',
    render: (row) => (
      <>
        {count(row.periodDays, 'day')}
        <Typography variant="caption" sx={{ display: 'block', color: 'text.secondary' }}>
          {row.source}
        </Typography>
      </>
    ),
  },
  { label: 'Credential set', from: 'lg', render: (row) => <RelativeTime at={row.credentialSetAt} /> },
  {
    label: 'Last reminder',
    from: 'md',
    render: (row) => <RelativeTime at={row.lastReminder?.at ?? null} empty="none yet" />,
  },
];
