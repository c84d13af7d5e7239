import { lazy } from 'react';

export default {
  list: lazy(() => import('./CustomAppList.tsx')),
  show: lazy(() => import('./CustomAppShow.tsx')),
  create: lazy(() => import('./CustomAppCreate.tsx')),
};
