import { Box, Button, Skeleton, TextField } from '@mui/material';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { Section } from '../../layout/Section.tsx';
import { editorHeight } from './editorStyles.ts';
import { TryOut } from './TryOut.tsx';
import { parsed, useValidation } from './useValidation.ts';

const DefinitionEditor = lazy(() => import('./DefinitionEditor.tsx'));

interface DefinitionFormProps {
  text: string;
  onChange: (text: string) => void;
  submitLabel: string;
  submit: (definition: Record<string, unknown>, note: string | undefined) => Promise<void>;
  before?: ReactNode;
}

/** The editor with the preview beside it, and what makes it count. */
export function DefinitionForm({ text, onChange, submitLabel, submit, before }: DefinitionFormProps) {
  const [note, setNote] = useState('');
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { validation, preview } = useValidation(text);
  const definition = parsed(text);
  const valid = definition !== undefined && validation?.valid === true;
  const send = async () => {
    if (!definition) return;
    setRunning(true);
    setError(null);
    await submit(definition, note.trim() || undefined)
      .catch(setError)
      .finally(() => setRunning(false));
  };
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2.5,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
        alignItems: 'start',
      }}
    >
      <Section title="Definition" lead="The same schema as the apps of the catalog.">
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          {before}
          <Suspense fallback={<Skeleton variant="rounded" sx={{ height: `calc(${editorHeight} + 242px)` }} />}>
            <DefinitionEditor text={text} onChange={onChange} validation={validation} />
          </Suspense>
          <TextField
            label="What is new (optional)"
            value={note}
            onChange={(event) => setNote(event.target.value.slice(0, 200))}
          />
          {error !== null && <ErrorNote error={error} />}
          <Box>
            <Button variant="contained" onClick={() => void send()} disabled={!valid} loading={running}>
              {submitLabel}
            </Button>
          </Box>
        </Box>
      </Section>
      <TryOut definition={definition} preview={preview} valid={valid} />
    </Box>
  );
}
