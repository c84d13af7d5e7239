import { CssBaseline } from '@mui/material';
import { lazy, Suspense } from 'react';
import { AdminContext, CoreAdminUI, CustomRoutes, Notification, Resource } from 'react-admin';
import { Route } from 'react-router-dom';
import { PageSkeleton } from './layout/PageSkeleton.tsx';
import { darkTheme, lightTheme } from './layout/theme.ts';
import { AccessDeniedPage, NotFoundPage } from './pages/NotFoundPage.tsx';
import { SignInPage } from './pages/SignInPage.tsx';
import { authProvider } from './providers/authProvider.ts';
import { dataProvider } from './providers/dataProvider.ts';
import { i18nProvider } from './providers/i18n.ts';
import { queryClient } from './providers/queryClient.ts';
import apiKeys from './resources/api-keys/index.ts';
import apps from './resources/apps/index.ts';
import oauthClients from './resources/oauth-clients/index.ts';
import auditEvents from './resources/audit-events/index.ts';
import connectionReviews from './resources/connection-reviews/index.ts';
import connections from './resources/connections/index.ts';
import customApps from './resources/custom-apps/index.ts';
import globalConnections from './resources/global-connections/index.ts';
import memberships from './resources/memberships/index.ts';
import publicationRequests from './resources/publication-requests/index.ts';
import reminderRuns from './resources/reminder-runs/index.ts';
import rotationDue from './resources/rotation-due/index.ts';
import tenants from './resources/tenants/index.ts';
import users from './resources/users/index.ts';

const LazyShell = lazy(() => import('./layout/Shell.tsx'));
const DashboardPage = lazy(() => import('./pages/DashboardPage.tsx'));
const RotationPoliciesPage = lazy(() => import('./pages/RotationPoliciesPage.tsx'));
const RotationReportPage = lazy(() => import('./pages/RotationReportPage.tsx'));

const shell = ({ children }: { children: React.ReactNode }) => (
  <Suspense fallback={null}>
    <LazyShell>{children}</LazyShell>
  </Suspense>
);

/** The table of contents of the console. */
export function App() {
  return (
    <AdminContext {...{ authProvider, dataProvider, i18nProvider, queryClient, lightTheme, darkTheme }}>
      <CssBaseline enableColorScheme />
      <CoreAdminUI
        title="Drawbridge"
        disableTelemetry
        layout={shell}
        dashboard={DashboardPage}
        loginPage={SignInPage}
        loading={PageSkeleton}
        catchAll={NotFoundPage}
        accessDenied={AccessDeniedPage}
      >
        <Resource name="connections" {...connections} />
        <Resource name="connection-reviews" {...connectionReviews} />
        <Resource name="apps" {...apps} />
        <Resource name="publication-requests" {...publicationRequests} />
        <Resource name="global-connections" {...globalConnections} />
        <Resource name="rotation-due" {...rotationDue} />
        <Resource name="reminder-runs" {...reminderRuns} />
        <Resource name="audit-events" {...auditEvents} />
        <Resource name="custom-apps" {...customApps} />
        <Resource name="memberships" {...memberships} />
        <Resource name="api-keys" {...apiKeys} />
        <Resource name="oauth-clients" {...oauthClients} />
        <Resource name="users" {...users} />
        <Resource name="tenants" {...tenants} />
        <CustomRoutes>
          <Route path="/rotation-policies" element={<RotationPoliciesPage />} />
          <Route path="/rotation-report" element={<RotationReportPage />} />
        </CustomRoutes>
      </CoreAdminUI>
      <Notification anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }} />
    </AdminContext>
  );
}
