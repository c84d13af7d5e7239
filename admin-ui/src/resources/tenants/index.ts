import { lazy } from 'react';

export default { list: lazy(() => import('./TenantList.tsx')), show: lazy(() => import('./TenantShow.tsx')) };
