import { lazy } from 'react';
import { toShow } from '../toShow.tsx';

export default {
  list: lazy(() => import('./AppList.tsx')),
  show: lazy(() => import('./AppShow.tsx')),
  recordRepresentation: 'name',
  children: toShow,
};
