import AddIcon from '@mui/icons-material/AddRounded';
import type { AppSummary } from '@drawbridge/catalog';
import { useMemo } from 'react';
import { FormDataConsumer, required, TextInput } from 'react-admin';
import { AppInput, type AppChoice } from '../../fields/AppInput.tsx';
import { optionalText, textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { useApps } from '../../providers/useApps.ts';
import { RedirectAddress } from './RedirectAddress.tsx';
import { ClientCredentialInput, credentialOf } from './ClientCredentialInput.tsx';

/** One choice for each method of an app that takes an OAuth client: `app/method`. */
const clientsOf = (app: AppSummary): AppChoice[] =>
  app.methods
    .filter(({ clientCredential }) => clientCredential !== undefined)
    .map(({ key, label }) => ({ value: `${app.id}/${key}`, app, note: label }));

/** `appId`: for this app; its only method is chosen already. */
export function AddOAuthClientButton({ appId }: { appId?: string }) {
  const may = useMay();
  const apps = useApps().data?.items ?? [];
  const offered = useMemo(
    () => (appId === undefined ? clientsOf : (app: AppSummary) => (app.id === appId ? clientsOf(app) : [])),
    [appId],
  );
  const choices = appId === undefined ? [] : apps.flatMap(offered);
  if (!may('create', 'OAuthClient')) return null;
  return (
    <CommandButton
      label="Add OAuth client"
      icon={<AddIcon />}
      variant="contained"
      title="Add an OAuth client"
      submitLabel="Add"
      done="Added. Its app can be connected via OAuth 2.0."
      defaultValues={choices.length === 1 ? { method: choices[0]?.value } : {}}
      command={(values) => {
        const [appId = '', authMethod = ''] = partsOf(values.method);
        const credential = credentialOf(apps, appId, authMethod);
        return api.post('/oauth-clients', {
          appId,
          authMethod,
          clientId: textOf(values.clientId),
          // What was typed for another app before stays behind.
          ...(credential === 'secret' && { clientSecret: optionalText(values.clientSecret) }),
          ...(credential === 'private_key' && { privateKey: optionalText(values.privateKey) }),
        });
      }}
    >
      <FormDataConsumer<Record<string, unknown>>>
        {({ formData }) => <RedirectAddress appId={partsOf(formData.method)[0] ?? ''} />}
      </FormDataConsumer>
      <AppInput source="method" choicesOf={offered} validate={chosen} />
      <TextInput source="clientId" label="Client ID" validate={required()} helperText={false} autoComplete="off" />
      <FormDataConsumer<Record<string, unknown>>>
        {({ formData }) => {
          const [appId = '', authMethod = ''] = partsOf(formData.method);
          return <ClientCredentialInput credential={credentialOf(apps, appId, authMethod)} />;
        }}
      </FormDataConsumer>
    </CommandButton>
  );
}

const chosen = [required()];
const partsOf = (value: unknown): string[] => textOf(value).split('/');
