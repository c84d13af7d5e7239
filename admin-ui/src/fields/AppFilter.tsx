import { SelectInput } from 'react-admin';
import { useApps } from '../providers/useApps.ts';

/** Narrows a list to one app. */
export function AppFilter({ source = 'appId' }: { source?: string }) {
  const { data, isPending } = useApps();
  const choices = (data?.items ?? []).map(({ id, name }) => ({ id, name }));
  return (
    <SelectInput
      source={source}
      label="App"
      choices={choices}
      isPending={isPending}
      emptyText="Any app"
      translateChoice={false}
    />
  );
}
