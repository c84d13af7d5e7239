import { lazy } from 'react';
import { toShow } from '../toShow.tsx';

export default {
  list: lazy(() => import('./GlobalConnectionList.tsx')),
  show: lazy(() => import('./GlobalConnectionShow.tsx')),
  children: toShow,
};
