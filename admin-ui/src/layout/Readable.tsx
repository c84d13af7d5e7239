import type { ReactNode } from 'react';
import { useResourceContext } from 'react-admin';
import { AccessDeniedPage } from '../pages/NotFoundPage.tsx';
import { useMay } from '../providers/ability.ts';
import { isResource, resources } from '../providers/resources.ts';

/** Shows the page of a resource only to those who may read it; nothing is asked of the server on behalf of others. */
export function Readable({ children }: { children: ReactNode }) {
  const name = useResourceContext();
  const may = useMay();
  if (name === undefined || !isResource(name) || !may('read', resources[name].subject)) return <AccessDeniedPage />;
  return <>{children}</>;
}
