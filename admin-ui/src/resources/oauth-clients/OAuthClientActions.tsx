import type { OAuthClientView } from '@drawbridge/catalog';
import { Alert, Typography } from '@mui/material';
import { TextInput } from 'react-admin';
import { optionalText } from '../../fields/ReasonInput.tsx';
import { CommandDialog } from '../../layout/CommandDialog.tsx';
import { RowMenu, type RowAction } from '../../layout/RowMenu.tsx';
import { useMay } from '../../providers/ability.ts';
import { useMe } from '../../providers/session.ts';
import { api } from '../../providers/api.ts';
import { useApps } from '../../providers/useApps.ts';
import { ClientCredentialInput, credentialOf } from './ClientCredentialInput.tsx';
import { StoredCredential } from './StoredCredential.tsx';

interface DialogProps {
  client: OAuthClientView;
  onClose: () => void;
}

/** Offered to whoever the client belongs to; a tenant sees the platform's and cannot change it. */
export function OAuthClientActions({ client }: { client: OAuthClientView }) {
  const may = useMay();
  const me = useMe();
  const own = (client.scope === 'platform') === (me?.tenant === null);
  if (!own || !may('update', 'OAuthClient')) return null;
  const actions: RowAction[] = [
    { label: 'Replace', dialog: (close) => <Replace client={client} onClose={close} /> },
    { label: 'Remove', danger: true, dialog: (close) => <Remove client={client} onClose={close} /> },
  ];
  return <RowMenu name={client.appName} actions={actions} />;
}

const Affected = ({ client }: { client: OAuthClientView }) =>
  client.connectionCount > 0 ? (
    <Alert severity="warning">{client.connectionCount} connections then need to be reauthorized.</Alert>
  ) : null;

function Replace({ client, onClose }: DialogProps) {
  const apps = useApps().data?.items ?? [];
  // Of an app that is blocked the catalog tells nothing; what is stored does.
  const stored = client.signingKey ? 'private_key' : 'secret';
  const credential = credentialOf(apps, client.appId, client.authMethod) ?? stored;
  return (
    <CommandDialog
      title={`Replace the OAuth client of ${client.appName}`}
      submitLabel="Replace"
      done="Replaced."
      defaultValues={{ clientId: client.clientId, clientSecret: '', privateKey: '' }}
      command={(values) => {
        const clientId = optionalText(values.clientId);
        return api.patch(`/oauth-clients/${client.id}`, {
          ...(clientId !== client.clientId ? { clientId } : {}),
          clientSecret: optionalText(values.clientSecret),
          privateKey: optionalText(values.privateKey),
          version: client.version,
        });
      }}
      onClose={onClose}
    >
      <Typography variant="body2">
        With a new {credential === 'private_key' ? 'key' : 'secret'} of the same client, connections go on. With another
        client id they need to be reauthorized.
      </Typography>
      <StoredCredential client={client} />
      <TextInput source="clientId" label="Client ID" helperText={false} autoComplete="off" />
      <ClientCredentialInput credential={credential} replaces />
    </CommandDialog>
  );
}

const Remove = ({ client, onClose }: DialogProps) => (
  <CommandDialog
    title={`Remove the OAuth client of ${client.appName}?`}
    submitLabel="Remove"
    tone="error"
    done="Removed."
    command={() => api.remove(`/oauth-clients/${client.id}`)}
    onClose={onClose}
  >
    <Typography variant="body2">
      Its secret is destroyed. {client.appName} can no longer be connected with it.
    </Typography>
    <Affected client={client} />
  </CommandDialog>
);
