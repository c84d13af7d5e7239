import { lazy } from 'react';
import { toShow } from '../toShow.tsx';

export default {
  list: lazy(() => import('./PublicationRequestList.tsx')),
  show: lazy(() => import('./PublicationRequestShow.tsx')),
  children: toShow,
};
