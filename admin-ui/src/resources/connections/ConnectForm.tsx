import type { AppView, AttemptTest, AttemptView } from '@drawbridge/catalog';
import { Box, Button, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { Form, maxLength, required, TextInput, useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { CredentialInputs, credentialDefaults, credentialValues, type Method } from '../../fields/CredentialInputs.tsx';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { textOf } from '../../fields/ReasonInput.tsx';
import { TestReport } from '../../fields/TestReport.tsx';
import { Section } from '../../layout/Section.tsx';
import { api } from '../../providers/api.ts';
import { ProblemError } from '../../providers/problemError.ts';
import { queryClient } from '../../providers/queryClient.ts';
import { methodTitle } from './MethodChooser.tsx';
import { SiteChoice } from './SiteChoice.tsx';

type Progress =
  { at: 'typing' } | { at: 'testing' } | { at: 'tested'; result: AttemptTest } | { at: 'refused'; error: unknown };

/** Name and credential; it becomes a connection only when its test has passed. */
export function ConnectForm({ app, method }: { app: AppView; method: Method }) {
  const [progress, setProgress] = useState<Progress>({ at: 'typing' });
  const navigate = useNavigate();
  const notify = useNotify();
  const running = progress.at === 'testing';
  const report = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (progress.at !== 'typing') report.current?.scrollIntoView({ block: 'nearest' });
  }, [progress]);

  const test = async (attemptId: string) => {
    setProgress({ at: 'testing' });
    tested(await api.get<AttemptTest>(`/connections/${attemptId}/test`));
  };
  const tested = (result: AttemptTest) => {
    setProgress({ at: 'tested', result });
    if (result.state !== 'succeeded' || !result.connectionId) return;
    notify(
      result.updatedExisting
        ? 'This account was connected before: that connection now has the new credential.'
        : 'Connected and tested.',
      { type: 'success' },
    );
    void queryClient.invalidateQueries();
    void navigate(`/connections/${result.connectionId}/show`);
  };
  const guarded = async (step: () => Promise<void>) => {
    try {
      await step();
    } catch (error) {
      setProgress({ at: 'refused', error });
      if (error instanceof ProblemError) return error.body.errors;
    }
    return undefined;
  };
  const connect = (values: Record<string, unknown>) =>
    guarded(async () => {
      setProgress({ at: 'testing' });
      const attempt = await api.post<AttemptView>('/connections', {
        appId: app.id,
        authMethod: method.key,
        name: textOf(values.name),
        fields: credentialValues(values.fields),
      });
      await test(attempt.attemptId);
    });

  const result = progress.at === 'tested' ? progress.result : undefined;
  const choosing = result?.state === 'pending' && result.choices;
  const again = result?.state === 'pending' ? () => void guarded(() => test(result.attemptId)) : undefined;
  return (
    <Section title={methodTitle(method)} lead={`Enter your ${app.name} API credentials to connect your account.`}>
      <Form
        onSubmit={connect}
        defaultValues={{ name: '', fields: credentialDefaults(method) }}
        disableInvalidFormNotification
        noValidate
      >
        <Box sx={{ display: 'grid', gap: 0.5 }}>
          <TextInput
            source="name"
            label="Connection Name"
            validate={[required(), maxLength(80)]}
            helperText={`How people and workflows tell it from your other ${app.name} accounts.`}
            autoComplete="off"
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <CredentialInputs method={method} />
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, mt: 1.5 }}>
          <Button type="submit" variant="contained" size="large" disabled={running}>
            {running ? 'Connecting...' : 'Connect Account'}
          </Button>
          <Typography variant="body2" sx={{ color: 'text.secondary', flex: '1 1 14rem' }}>
            It is tested first. Secrets go to the vault and are never shown again.
          </Typography>
        </Box>
      </Form>
      <Box role="status" ref={report} sx={{ mt: progress.at === 'typing' ? 0 : 3 }}>
        {running && <TestReport test={null} />}
        {choosing && <SiteChoice key={result.question} attempt={result} onTested={tested} />}
        {result && !choosing && result.state !== 'succeeded' && (
          <TestReport test={result.test} error={result.error} onRetry={again} />
        )}
        {progress.at === 'refused' && <ErrorNote error={progress.error} />}
      </Box>
    </Section>
  );
}
