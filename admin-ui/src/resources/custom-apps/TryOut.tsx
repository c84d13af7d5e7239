import type { CustomAppTrial } from '@drawbridge/catalog';
import { Alert, Box, Button, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { TestReport } from '../../fields/TestReport.tsx';
import { Section } from '../../layout/Section.tsx';
import { api } from '../../providers/api.ts';

interface TypedMethod {
  key?: string;
  label?: string;
  fields?: { key?: string; label?: string; help?: string; secret?: boolean; filledFrom?: unknown }[];
}

/** The connect form as people will see it, and one test with what is typed into it. Nothing is stored. */
export function TryOut({ definition, valid }: { definition: Record<string, unknown> | undefined; valid: boolean }) {
  const [fields, setFields] = useState<Record<string, string>>({});
  const [trial, setTrial] = useState<CustomAppTrial | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [running, setRunning] = useState(false);
  const methods = Array.isArray(definition?.['methods']) ? (definition['methods'] as TypedMethod[]) : [];
  const method = methods[0];
  const asked = (Array.isArray(method?.fields) ? method.fields : []).filter((field) => !field.filledFrom && field.key);
  const run = async () => {
    setRunning(true);
    setError(null);
    setTrial(null);
    const typed = Object.fromEntries(asked.map(({ key = '' }) => [key, fields[key] ?? '']));
    try {
      const body = { definition, authMethod: method?.key ?? '', fields: typed };
      setTrial(await api.post<CustomAppTrial>('/custom-apps/try', body));
    } catch (failure) {
      setError(failure);
    } finally {
      setRunning(false);
    }
  };
  return (
    <Section title="Preview and try-out" lead="The form as people see it. Its test runs once; nothing is stored.">
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {method?.label ?? 'No method yet'}
        </Typography>
        {asked.map(({ key = '', label, help, secret }) => (
          <TextField
            key={key}
            label={label ?? key}
            helperText={help}
            type={secret === true ? 'password' : 'text'}
            autoComplete="off"
            value={fields[key] ?? ''}
            onChange={(event) => setFields({ ...fields, [key]: event.target.value })}
          />
        ))}
        <Button variant="outlined" onClick={() => void run()} disabled={!valid} loading={running}>
          Try it out
        </Button>
        {error !== null && <ErrorNote error={error} />}
        {trial?.untestable && <Alert severity="info">{trial.untestable}</Alert>}
        {trial && !trial.untestable && <TestReport test={trial.test} error={trial.error} />}
        {trial?.externalAccount && (
          <Typography variant="body2">
            Account: <strong>{trial.externalAccount.label ?? trial.externalAccount.id}</strong>
          </Typography>
        )}
      </Box>
    </Section>
  );
}
