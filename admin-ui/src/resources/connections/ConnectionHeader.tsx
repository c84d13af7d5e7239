import type { ConnectionView } from '@drawbridge/catalog';
import { Alert, AlertTitle, Box } from '@mui/material';
import { AppTile } from '../../fields/AppTile.tsx';
import { accountText } from '../../fields/Identity.tsx';
import { fullTime } from '../../fields/RelativeTime.tsx';
import { StateChip, ToneChip } from '../../fields/StateChip.tsx';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { ReauthorizeButton } from './ReauthorizeButton.tsx';
import { RevokeConnectionButton } from './RevokeConnectionButton.tsx';
import { RotateButton } from './RotateButton.tsx';

/** Which connection this is, and above all whose account. */
export function ConnectionHeader({ connection }: { connection: ConnectionView }) {
  const { appId, appName, externalAccount, state } = connection;
  return (
    <>
      <PageHeader
        title={connection.name}
        back={{ to: '/connections', label: 'Connections' }}
        lead={
          <Box sx={{ display: 'grid', gap: 1.25, mt: 1 }}>
            <Box sx={{ display: 'flex', gap: 1.25, alignItems: 'center' }}>
              <AppTile id={appId} name={appName} size={40} />
              <Box sx={{ minWidth: 0, lineHeight: 1.35 }}>
                <Box sx={{ color: 'text.primary', fontWeight: 650, overflowWrap: 'anywhere' }}>
                  {accountText(externalAccount)}
                </Box>
                <Box sx={{ fontSize: '0.85rem', overflowWrap: 'anywhere' }}>
                  {externalAccount && externalAccount.label !== null && `${externalAccount.id} at `}
                  {appName}
                </Box>
              </Box>
            </Box>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
              <StateChip kind="connection" state={state} />
              {connection.rest && state !== 'revoked' && <ToneChip tone="error" word="resting" />}
              {connection.firstUsedAt === null && state === 'active' && (
                <ToneChip tone="info" word="pending first use" />
              )}
              {connection.isDefault && <ToneChip tone="neutral" word={`Default for ${appName}`} />}
            </Box>
          </Box>
        }
        actions={
          <>
            <ReauthorizeButton connection={connection} />
            <RotateButton connection={connection} />
            <RevokeConnectionButton connection={connection} />
          </>
        }
      />
      {connection.rest && state !== 'revoked' && (
        <Alert severity="warning" sx={{ mb: 2.5 }}>
          <AlertTitle>This connection rests</AlertTitle>
          {connection.rest.message} Workflows that use it are refused until {appName} is allowed again. You can still
          revoke it or replace its credential.
        </Alert>
      )}
      {state === 'needs_reauth' && (
        <Alert severity="warning" sx={{ mb: 2.5 }}>
          <AlertTitle>This connection needs to be reauthorized</AlertTitle>
          {appName} no longer accepts its credential. Workflows that use it fail until you reauthorize it; its id stays
          the same.
        </Alert>
      )}
      {state === 'revoked' && connection.revokedAt && (
        <Alert severity="info" sx={{ mb: 2.5 }}>
          <AlertTitle>
            Revoked {fullTime(connection.revokedAt)}
            {connection.revokedBy && ` by ${connection.revokedBy.name}`}
          </AlertTitle>
          {connection.revokeReason} Its secrets are destroyed; data that was already processed is untouched.
        </Alert>
      )}
    </>
  );
}
