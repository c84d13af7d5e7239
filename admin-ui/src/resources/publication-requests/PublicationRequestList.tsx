import { publicationStates, type PublicationRequestView } from '@drawbridge/catalog';
import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { AppFilter } from '../../fields/AppFilter.tsx';
import { Identity } from '../../fields/Identity.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { TenantFilter } from '../../fields/TenantFilter.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { FilterBar } from '../../layout/FilterBar.tsx';
import { FilterChips } from '../../layout/FilterChips.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { useMay } from '../../providers/ability.ts';

export default function PublicationRequestList() {
  const may = useMay();
  const reviews = may('approve', 'PublicationRequest');
  return (
    <ListPage<PublicationRequestView>
      title="Publication requests"
      lead={
        reviews
          ? 'Connections that tenants want to share with every other tenant. Nothing is copied before you approve it.'
          : 'Connections that were proposed to every tenant, and what was decided.'
      }
      filters={
        <FilterBar chips={<FilterChips source="state" label="State" kind="publication" states={publicationStates} />}>
          <AppFilter />
          <TenantFilter />
        </FilterBar>
      }
      columns={columns}
      to={(row) => `/publication-requests/${row.id}/show`}
      refetchEvery={(rows) => (rows?.some(({ state }) => state === 'approving') ? 2_000 : false)}
      empty={
        <EmptyState
          title={reviews ? 'Nothing to review' : 'No requests yet'}
          action={
            may('request_publication', 'Connection') && (
              <Button component={Link} to="/connections" variant="contained">
                Choose a connection
              </Button>
            )
          }
        >
          {reviews
            ? 'When a tenant asks for a connection to be published, it waits here for you.'
            : 'Open a connection and choose “Request publication”. A system admin then reviews it.'}
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<PublicationRequestView>[] = [
  {
    label: 'Connection',
    render: ({ snapshot }) => (
      <Identity
        appId={snapshot.appId}
        appName={snapshot.appName}
        name={snapshot.name}
        account={snapshot.externalAccount}
      />
    ),
  },
  { label: 'State', render: (row) => <StateChip kind="publication" state={row.state} /> },
  { label: 'Tenant', from: 'md', render: (row) => row.tenant.name },
  { label: 'Requested by', from: 'lg', render: (row) => row.requestedBy.name },
  { label: 'Requested', from: 'sm', render: (row) => <RelativeTime at={row.requestedAt} /> },
];
