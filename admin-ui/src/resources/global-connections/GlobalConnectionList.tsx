import { globalConnectionStates, type GlobalConnectionView } from '@drawbridge/catalog';
import { AppFilter } from '../../fields/AppFilter.tsx';
import { Identity } from '../../fields/Identity.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { SearchFilter } from '../../fields/SearchFilter.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { FilterBar } from '../../layout/FilterBar.tsx';
import { FilterChips } from '../../layout/FilterChips.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';

export default function GlobalConnectionList() {
  return (
    <ListPage<GlobalConnectionView>
      title="Global catalog"
      lead="Published connections. Every tenant may use them; none may change them."
      filters={
        <FilterBar chips={<FilterChips source="state" label="State" kind="global" states={globalConnectionStates} />}>
          <SearchFilter label="Name or account" />
          <AppFilter />
        </FilterBar>
      }
      columns={columns}
      to={(row) => `/global-connections/${row.id}/show`}
      empty={
        <EmptyState title="Nothing published yet">
          A tenant proposes one of its connections with “Request publication”. After a system admin has approved it, it
          appears here.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<GlobalConnectionView>[] = [
  {
    label: 'Global connection',
    render: (row) => <Identity appId={row.appId} appName={row.appName} name={row.name} account={row.externalAccount} />,
  },
  { label: 'State', render: (row) => <StateChip kind="global" state={row.state} /> },
  { label: 'Version', from: 'md', align: 'right', render: (row) => row.publishedVersion },
  { label: 'From', from: 'lg', render: (row) => row.sourceTenant?.name ?? '–' },
  { label: 'Published', from: 'sm', render: (row) => <RelativeTime at={row.publishedAt} /> },
  { label: 'Last used', from: 'lg', render: (row) => <RelativeTime at={row.lastUsedAt} /> },
];
