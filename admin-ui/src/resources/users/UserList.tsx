import type { UserView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { ToneChip } from '../../fields/StateChip.tsx';
import type { Tone } from '../../fields/states.ts';
import { SearchFilter } from '../../fields/SearchFilter.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { FilterBar } from '../../layout/FilterBar.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { AddUserButton } from './AddUserButton.tsx';
import { UserActions } from './UserActions.tsx';

export default function UserList() {
  return (
    <ListPage<UserView>
      title="Users"
      lead="Everybody who can sign in. What they may do is decided by their memberships."
      actions={<AddUserButton />}
      filters={
        <FilterBar>
          <SearchFilter label="Name or e-mail" />
        </FilterBar>
      }
      columns={columns}
      empty={<EmptyState title="No users yet" action={<AddUserButton />} />}
    />
  );
}

function stateOf(user: UserView): { word: string; tone: Tone } {
  if (user.disabled) return { word: 'Disabled', tone: 'neutral' };
  if (user.lockedUntil !== null && Date.parse(user.lockedUntil) > Date.now())
    return { word: 'Locked out', tone: 'warning' };
  return { word: 'Active', tone: 'success' };
}

const columns: readonly Column<UserView>[] = [
  {
    label: 'User',
    render: (user) => (
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>{user.name}</Box>
        <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {user.email}
        </Typography>
      </Box>
    ),
  },
  { label: 'State', render: (user) => <ToneChip {...stateOf(user)} dot /> },
  { label: 'Last sign-in', from: 'sm', render: (user) => <RelativeTime at={user.lastSignInAt} /> },
  { label: 'Created', from: 'md', render: (user) => <RelativeTime at={user.createdAt} /> },
  { label: 'Actions', may: ['update', 'User'], align: 'right', render: (user) => <UserActions user={user} /> },
];
