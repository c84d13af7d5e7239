import AddIcon from '@mui/icons-material/AddRounded';
import { Alert, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { required, SelectInput, TextInput } from 'react-admin';
import { CopyButton } from '../../fields/CopyButton.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { optionalText, textOf } from '../../fields/ReasonInput.tsx';
import { SecretInput } from '../../fields/SecretInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { useApps } from '../../providers/useApps.ts';

/** One choice for each method of an app that goes through OAuth: `app/method`. */
function useOAuthMethods() {
  const { data } = useApps();
  return (data?.items ?? []).flatMap((app) =>
    app.methods
      .filter(({ kind }) => kind === 'oauth2_authorization_code')
      .map(({ key, label }) => ({ id: `${app.id}/${key}`, name: `${app.name} (${label})` })),
  );
}

/** `appId`: for this app; its only method is chosen already. */
export function AddOAuthClientButton({ appId }: { appId?: string }) {
  const may = useMay();
  const all = useOAuthMethods();
  const choices = appId === undefined ? all : all.filter(({ id }) => id.startsWith(`${appId}/`));
  const { data } = useQuery({
    queryKey: ['oauth-clients', 'redirect-uri'],
    queryFn: ({ signal }) => api.get<{ redirectUri: string }>('/oauth-clients', { limit: 1 }, signal),
  });
  if (!may('create', 'OAuthClient')) return null;
  return (
    <CommandButton
      label="Add OAuth client"
      icon={<AddIcon />}
      variant="contained"
      title="Add an OAuth client"
      submitLabel="Add"
      done="Added. Its app can be connected via OAuth 2.0."
      defaultValues={choices.length === 1 ? { method: choices[0]?.id } : {}}
      command={(values) => {
        const [appId = '', authMethod = ''] = textOf(values.method).split('/');
        return api.post('/oauth-clients', {
          appId,
          authMethod,
          clientId: textOf(values.clientId),
          clientSecret: optionalText(values.clientSecret),
        });
      }}
    >
      {data && (
        <Alert severity="info" icon={false}>
          <Typography variant="body2">Enter this redirect URI at the provider, character for character:</Typography>
          <Mono>{data.redirectUri}</Mono> <CopyButton text={data.redirectUri} what="redirect URI" />
        </Alert>
      )}
      <SelectInput
        source="method"
        label="App"
        choices={choices}
        validate={required()}
        translateChoice={false}
        helperText={false}
      />
      <TextInput source="clientId" label="Client ID" validate={required()} helperText={false} autoComplete="off" />
      <SecretInput source="clientSecret" label="Client secret" help="Goes to the vault and is never shown again." />
    </CommandButton>
  );
}
