import type { MembershipView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { ToneChip } from '../../fields/StateChip.tsx';
import { roleWords } from '../../fields/states.ts';
import { TenantFilter } from '../../fields/TenantFilter.tsx';
import { SearchFilter } from '../../fields/SearchFilter.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { FilterBar } from '../../layout/FilterBar.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { AddMemberButton } from './AddMemberButton.tsx';
import { MembershipActions } from './MembershipActions.tsx';

export default function MembershipList() {
  return (
    <ListPage<MembershipView>
      title="Members"
      lead="Who may do what. A person may have several memberships and changes between them at the top."
      actions={<AddMemberButton />}
      filters={
        <FilterBar>
          <SearchFilter label="Name or e-mail" />
          <TenantFilter />
        </FilterBar>
      }
      columns={columns}
      empty={
        <EmptyState title="No members yet" action={<AddMemberButton />}>
          Add the people who look after connections.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<MembershipView>[] = [
  {
    label: 'Person',
    render: (row) => (
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>{row.user.name}</Box>
        <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {row.user.email}
        </Typography>
      </Box>
    ),
  },
  {
    label: 'Role',
    render: (row) => <ToneChip tone={row.role === 'member' ? 'neutral' : 'info'} word={roleWords[row.role]} />,
  },
  { label: 'Tenant', from: 'sm', render: (row) => row.tenant?.name ?? 'Platform' },
  { label: 'Since', from: 'md', render: (row) => <RelativeTime at={row.createdAt} /> },
  {
    label: 'Actions',
    may: ['revoke', 'Membership'],
    align: 'right',
    render: (row) => <MembershipActions membership={row} />,
  },
];
