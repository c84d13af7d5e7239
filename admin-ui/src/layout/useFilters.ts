import { useListContext } from 'react-admin';

export type FilterValues = Record<string, string | number | undefined>;

interface Filters {
  values: FilterValues;
  any: boolean;
  set: (values: FilterValues) => void;
}

/** The filters of the list around it. */
export function useFilters(): Filters {
  const list = useListContext();
  const values = list.filterValues as FilterValues;
  return { values, any: Object.keys(values).length > 0, set: (next) => list.setFilters(next) };
}
