import { SelectInput } from 'react-admin';
import { connectionStates } from '@drawbridge/catalog';
import { AppFilter } from '../../fields/AppFilter.tsx';
import { SearchFilter } from '../../fields/SearchFilter.tsx';
import { FilterBar } from '../../layout/FilterBar.tsx';
import { FilterChips } from '../../layout/FilterChips.tsx';

const health = [
  { id: 'ok', name: 'Healthy' },
  { id: 'failed', name: 'Failing' },
  { id: 'undecided', name: 'Undecided' },
];
const due = [
  { id: 'soon', name: 'Due within 30 days' },
  { id: 'overdue', name: 'Overdue' },
];

export function ConnectionFilters() {
  return (
    <FilterBar chips={<FilterChips source="state" label="State" kind="connection" states={connectionStates} />}>
      <SearchFilter label="Name or account" />
      <AppFilter />
      <SelectInput source="health" label="Health" choices={health} emptyText="Any health" />
      <SelectInput source="due" label="Rotation" choices={due} emptyText="Any time" />
    </FilterBar>
  );
}
