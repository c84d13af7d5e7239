import type { AppView } from '@drawbridge/catalog';
import { Box } from '@mui/material';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { PageSkeleton } from '../../layout/PageSkeleton.tsx';
import { useApp } from '../../providers/useApps.ts';
import { AccountPicker } from './AccountPicker.tsx';
import { ConnectForm } from './ConnectForm.tsx';
import { ConnectOAuth } from './ConnectOAuth.tsx';
import { CredentialGuidance } from './CredentialGuidance.tsx';
import { MethodChooser } from './MethodChooser.tsx';
import { MethodUnavailable } from './MethodUnavailable.tsx';

/** Connects an account at one app: by the only method there is, or by the one that was chosen. */
export function ConnectAccount({ appId, methodKey }: { appId: string; methodKey: string | null }) {
  const { data: app, error, refetch } = useApp(appId);
  if (error) return <ErrorNote error={error} onReload={() => void refetch()} />;
  if (!app) return <PageSkeleton />;
  if (app.rest)
    return (
      <>
        <PageHeader title={`Connect ${app.name}`} back={{ to: '/connections/create', label: 'All apps' }} />
        <EmptyState title={`${app.name} cannot be connected now`}>{app.rest.message}</EmptyState>
      </>
    );
  const method = chosenMethod(app, methodKey);
  const several = app.methods.length > 1;
  const back =
    several && method
      ? { to: `/connections/create?app=${encodeURIComponent(app.id)}`, label: 'Other ways to connect' }
      : { to: '/connections/create', label: 'All apps' };
  return (
    <>
      <PageHeader title={`Connect ${app.name}`} lead={app.description} back={back} />
      <Box
        sx={{
          display: 'grid',
          gap: 2.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
          alignItems: 'start',
        }}
      >
        {!method && app.methods.some(({ available }) => available) && <MethodChooser app={app} />}
        {method?.available &&
          (method.kind === 'oauth2_authorization_code' ? (
            <ConnectOAuth key={method.key} app={app} method={method} />
          ) : (
            <ConnectForm key={method.key} app={app} method={method} />
          ))}
        {(method ? !method.available : !app.methods.some(({ available }) => available)) && (
          <MethodUnavailable appName={app.name} method={method} />
        )}
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          {method?.available && <CredentialGuidance app={app} method={method} />}
          <AccountPicker appId={app.id} appName={app.name} />
        </Box>
      </Box>
    </>
  );
}

function chosenMethod(app: AppView, key: string | null) {
  if (key !== null) return app.methods.find((method) => method.key === key);
  return app.methods.length === 1 ? app.methods[0] : undefined;
}
