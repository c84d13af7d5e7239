import type { AppView, CustomAppTrial } from '@drawbridge/catalog';
import { Alert, Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Form } from 'react-admin';
import { CredentialInputs, credentialDefaults, credentialValues, type Method } from '../../fields/CredentialInputs.tsx';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { api } from '../../providers/api.ts';
import { ProblemError } from '../../providers/problemError.ts';
import { methodTitle } from '../connections/MethodChooser.tsx';
import { TrialResult } from './TrialResult.tsx';

interface MethodTrialProps {
  app: AppView;
  method: Method;
  definition: Record<string, unknown> | undefined;
  valid: boolean;
}

type Progress =
  { at: 'typing' } | { at: 'testing' } | { at: 'tested'; trial: CustomAppTrial } | { at: 'refused'; error: unknown };

/** One form as people will see it; in place of connecting, its test runs once with what was typed. */
export function MethodTrial({ app, method, definition, valid }: MethodTrialProps) {
  const [progress, setProgress] = useState<Progress>({ at: 'typing' });
  const redirects = method.kind === 'oauth2_authorization_code';
  const run = async (values: Record<string, unknown>) => {
    setProgress({ at: 'testing' });
    const typed = credentialValues(values.fields);
    const fields = Object.fromEntries(method.fields.flatMap(({ key }) => (typed[key] ? [[key, typed[key]]] : [])));
    try {
      const trial = await api.post<CustomAppTrial>('/custom-apps/try', { definition, authMethod: method.key, fields });
      setProgress({ at: 'tested', trial });
    } catch (error) {
      setProgress({ at: 'refused', error });
      if (error instanceof ProblemError) return error.body.errors;
    }
    return undefined;
  };
  return (
    <Form
      onSubmit={run}
      defaultValues={{ fields: credentialDefaults(method) }}
      disableInvalidFormNotification
      noValidate
    >
      <Typography variant="h3" component="p">
        {methodTitle(method)}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {redirects
          ? `You'll be redirected to ${app.name} to authorize access to your account.`
          : `Enter your ${app.name} API credentials to connect your account.`}
      </Typography>
      <Box sx={{ display: 'grid', gap: 0.5 }}>
        <CredentialInputs method={method} />
      </Box>
      {redirects ? (
        <Alert severity="info">
          This way is tried out by connecting, since a person has to agree at {app.name}: define the app, add its OAuth
          client, then connect an account.
        </Alert>
      ) : (
        <Button type="submit" variant="outlined" disabled={!valid} loading={progress.at === 'testing'} sx={{ mt: 1 }}>
          Try it out
        </Button>
      )}
      <Box role="status" sx={{ mt: progress.at === 'typing' ? 0 : 2 }}>
        {progress.at === 'tested' && <TrialResult trial={progress.trial} />}
        {progress.at === 'refused' && <ErrorNote error={progress.error} />}
      </Box>
    </Form>
  );
}
