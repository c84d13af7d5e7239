import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Skeleton,
  Typography,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import { useId } from 'react';
import { BooleanInput, Form } from 'react-admin';
import { CredentialInputs, credentialDefaults } from '../../fields/CredentialInputs.tsx';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { accountText } from '../../fields/Identity.tsx';
import { TestReport } from '../../fields/TestReport.tsx';
import { queryClient } from '../../providers/queryClient.ts';
import { useApp } from '../../providers/useApps.ts';
import { MethodUnavailable } from './MethodUnavailable.tsx';
import { SiteChoice } from './SiteChoice.tsx';
import { useCredentialAttempt, type CredentialHolder, type Purpose } from './useCredentialAttempt.ts';

const words = {
  rotate: {
    title: 'Rotate the credential of',
    submit: 'Test and rotate',
    lead: 'Make a new credential at the provider and enter it here. It is tested first; the present one stays in use until the new one has passed.',
  },
  reauthorize: {
    title: 'Reauthorize',
    submit: 'Test and reauthorize',
    lead: 'Enter the credential again. It is tested first. The id stays the same, so workflows need no change.',
  },
  rotate_copy: {
    title: 'Rotate the credential of',
    submit: 'Test and rotate',
    lead: 'Make a new credential at the provider and enter it here. It is tested first; then every tenant uses it, and the present one is destroyed.',
  },
} as const;

/** Asks for the credential again, tests it, and only then lets it count. */
export function CredentialDialog({
  connection,
  copyId,
  purpose,
  onClose,
}: {
  connection: CredentialHolder;
  /** Of a custom app's published copy: its form is that of the version that the copy goes by. */
  copyId?: string | undefined;
  purpose: Purpose;
  onClose: () => void;
}) {
  const { data: app, error: appError } = useApp(connection.appId, copyId);
  const attempt = useCredentialAttempt(connection, purpose, onClose);
  const heading = useId();
  const reload = () => {
    onClose();
    void queryClient.invalidateQueries();
  };
  const phone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  const method = app?.methods.find(({ key }) => key === connection.authMethod);
  const { title, submit, lead } = words[purpose];
  const { result } = attempt;
  const choosing =
    result?.state === 'pending' && result.choices && result.attemptId
      ? { ...result, attemptId: result.attemptId }
      : null;
  return (
    <Dialog
      open
      onClose={attempt.running ? undefined : onClose}
      aria-labelledby={heading}
      maxWidth="sm"
      fullWidth
      fullScreen={phone}
    >
      <DialogTitle id={heading} variant="h2" sx={{ pt: 2.5 }}>
        {title} {connection.name}
      </DialogTitle>
      {method?.available ? (
        <Form
          onSubmit={attempt.submit}
          defaultValues={{ fields: credentialDefaults(method, connection.config), confirmAccountChange: false }}
          disableInvalidFormNotification
          noValidate
        >
          <DialogContent sx={{ pt: 0 }}>
            <Typography variant="body2" sx={{ mb: 1 }}>
              {lead} It has to belong to <strong>{accountText(connection.externalAccount)}</strong>.
            </Typography>
            <CredentialInputs method={method} />
            <Box role="status" sx={{ mt: 2, display: 'grid', gap: 1.5 }}>
              {attempt.running && <TestReport test={null} />}
              {choosing && <SiteChoice key={choosing.question} attempt={choosing} onTested={attempt.tested} />}
              {attempt.result && !choosing && (
                <TestReport test={attempt.result.test} error={attempt.result.error} onRetry={attempt.retry} />
              )}
              {attempt.error !== null && <ErrorNote error={attempt.error} onReload={reload} />}
            </Box>
            {attempt.otherAccount && (
              <BooleanInput
                source="confirmAccountChange"
                label="I want this connection to belong to the other account from now on."
                helperText="Workflows that use it then work with that account."
              />
            )}
          </DialogContent>
          <DialogActions sx={{ px: 3, pb: 2.5, gap: 1 }}>
            <Button onClick={onClose} color="inherit" disabled={attempt.running}>
              Cancel
            </Button>
            <Button type="submit" variant="contained" disabled={attempt.running}>
              {attempt.running ? 'Testing ...' : submit}
            </Button>
          </DialogActions>
        </Form>
      ) : (
        <DialogContent>
          {app ? (
            <MethodUnavailable appName={connection.appName} method={method} />
          ) : appError ? (
            <ErrorNote error={appError} />
          ) : (
            <Skeleton height={120} />
          )}
          <DialogActions sx={{ px: 0 }}>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogContent>
      )}
    </Dialog>
  );
}
