import { AppInput } from './AppInput.tsx';

/** Narrows a list to one app. */
export const AppFilter = ({ source = 'appId' }: { source?: string }) => (
  <AppInput source={source} emptyText="Any app" />
);
