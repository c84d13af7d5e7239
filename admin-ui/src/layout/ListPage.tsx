import { Card } from '@mui/material';
import type { ReactNode } from 'react';
import { ListBase, type RaRecord } from 'react-admin';
import { EmptyState } from './EmptyState.tsx';
import { PageHeader } from './PageHeader.tsx';
import { Pager } from './Pager.tsx';
import { Readable } from './Readable.tsx';
import { RowTable, type Column } from './RowTable.tsx';
import { useFilters } from './useFilters.ts';

interface ListPageProps<Row> {
  title: string;
  lead: ReactNode;
  actions?: ReactNode;
  filters?: ReactNode;
  columns: readonly Column<Row>[];
  empty: ReactNode;
  to?: (row: Row) => string;
  detail?: (row: Row) => ReactNode;
  nameOf?: (row: Row) => string;
  before?: ReactNode;
  refetchEvery?: (rows: Row[] | undefined) => number | false;
}

/** A page with one list: filters, rows, pages, and what to do when there is nothing. */
export function ListPage<Row extends RaRecord>(props: ListPageProps<Row>) {
  const { title, lead, actions, filters, before, empty, refetchEvery, ...table } = props;
  return (
    <Readable>
      <ListBase<Row>
        storeKey={false}
        perPage={25}
        {...(refetchEvery
          ? { queryOptions: { refetchInterval: (query) => refetchEvery(query.state.data?.data) } }
          : {})}
      >
        <PageHeader title={title} lead={lead} actions={actions} />
        {before}
        <Card>
          {filters}
          <RowTable<Row> label={title} empty={<NothingFound empty={empty} />} {...table} />
          <Pager />
        </Card>
      </ListBase>
    </Readable>
  );
}

function NothingFound({ empty }: { empty: ReactNode }) {
  if (!useFilters().any) return <>{empty}</>;
  return <EmptyState title="Nothing matches">Change or clear the filters above.</EmptyState>;
}

interface EmbeddedListProps<Row> {
  resource: string;
  label: string;
  filter: Record<string, unknown>;
  columns: readonly Column<Row>[];
  empty: ReactNode;
  to?: (row: Row) => string;
  detail?: (row: Row) => ReactNode;
  nameOf?: (row: Row) => string;
}

/** A list inside another page; it leaves the address alone. */
export function EmbeddedList<Row extends RaRecord>({ resource, filter, ...table }: EmbeddedListProps<Row>) {
  return (
    <ListBase<Row> resource={resource} filter={filter} perPage={10} storeKey={false} disableSyncWithLocation>
      <RowTable<Row> skeletonRows={3} {...table} />
      <Pager />
    </ListBase>
  );
}
