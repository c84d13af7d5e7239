import { lazy } from 'react';
import { toShow } from '../toShow.tsx';

export default {
  list: lazy(() => import('./ConnectionList.tsx')),
  create: lazy(() => import('./ConnectionCreate.tsx')),
  show: lazy(() => import('./ConnectionShow.tsx')),
  recordRepresentation: 'name',
  children: toShow,
};
