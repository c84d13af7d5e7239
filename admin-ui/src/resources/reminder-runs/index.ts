import { lazy } from 'react';
import { toShow } from '../toShow.tsx';

export default {
  list: lazy(() => import('./ReminderRunList.tsx')),
  show: lazy(() => import('./ReminderRunShow.tsx')),
  children: toShow,
};
