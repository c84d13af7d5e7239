import type { AppView, AttemptTest, AttemptView } from '@drawbridge/catalog';
import { Box, Button, Typography } from '@mui/material';
import { useCallback } from 'react';
import { Form, maxLength, required, TextInput, useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { CredentialInputs, credentialDefaults, credentialValues, type Method } from '../../fields/CredentialInputs.tsx';
import { textOf } from '../../fields/ReasonInput.tsx';
import { Section } from '../../layout/Section.tsx';
import { api } from '../../providers/api.ts';
import { queryClient } from '../../providers/queryClient.ts';
import { AuthorizationProgress } from './AuthorizationProgress.tsx';
import { methodTitle } from './MethodChooser.tsx';
import { useAuthorization } from './useAuthorization.ts';

/** A name, then the provider's own page: no credential is typed here. */
export function ConnectOAuth({ app, method }: { app: AppView; method: Method }) {
  const navigate = useNavigate();
  const notify = useNotify();
  const connected = useCallback(
    (result: AttemptTest) => {
      notify(
        result.updatedExisting
          ? 'This account was connected before: that connection now has the new authorization.'
          : 'Connected and tested.',
        { type: 'success' },
      );
      void queryClient.invalidateQueries();
      void navigate(`/connections/${result.connectionId ?? ''}/show`);
    },
    [navigate, notify],
  );
  const { authorization, begin, again, tested } = useAuthorization(connected);
  const busy = authorization.at === 'starting' || authorization.at === 'waiting';
  const connect = (values: Record<string, unknown>) =>
    begin(() =>
      api.post<AttemptView>('/connections', {
        appId: app.id,
        authMethod: method.key,
        name: textOf(values.name),
        fields: credentialValues(values.fields),
      }),
    );
  return (
    <Section
      title={methodTitle(method)}
      lead={`You'll be redirected to ${app.name} to authorize access to your account.`}
    >
      <Form
        onSubmit={connect}
        defaultValues={{ name: '', fields: credentialDefaults(method) }}
        disableInvalidFormNotification
        noValidate
      >
        <TextInput
          source="name"
          label="Connection Name"
          validate={[required(), maxLength(80)]}
          helperText={`How people and workflows tell it from your other ${app.name} accounts.`}
          autoComplete="off"
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <CredentialInputs method={method} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, mt: 1.5 }}>
          <Button type="submit" variant="contained" size="large" disabled={busy}>
            {busy ? 'Connecting...' : 'Connect Account'}
          </Button>
          <Typography variant="body2" sx={{ color: 'text.secondary', flex: '1 1 14rem' }}>
            A window of {app.name} opens. What you type there stays there.
          </Typography>
        </Box>
      </Form>
      <AuthorizationProgress authorization={authorization} onAgain={again} onTested={tested} />
    </Section>
  );
}
