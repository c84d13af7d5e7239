import { AppInput } from './AppInput.tsx';

/** Narrows a list to one app, those that rest included: their rows are still there. */
export const AppFilter = ({ source = 'appId' }: { source?: string }) => (
  <AppInput source={source} emptyText="Any app" all />
);
