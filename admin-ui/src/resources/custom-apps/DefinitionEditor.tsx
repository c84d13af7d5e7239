import type { CustomAppValidation } from '@drawbridge/catalog';
import { Alert, AlertTitle, Box, Link as TextLink, TextField } from '@mui/material';
import { useRef } from 'react';
import { lineOfPointer } from './lineOfPointer.ts';

interface DefinitionEditorProps {
  text: string;
  onChange: (text: string) => void;
  /** Null: not asked yet. */
  validation: CustomAppValidation | null;
}

/** The definition as text, with every fault and a way to its line. */
export function DefinitionEditor({ text, onChange, validation }: DefinitionEditorProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const goTo = (line: number) => {
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    const end = text.indexOf('\n', start);
    input.current?.focus();
    input.current?.setSelectionRange(start, end === -1 ? text.length : end);
  };
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <TextField
        label="Definition (JSON)"
        multiline
        minRows={18}
        maxRows={32}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        inputRef={input}
        slotProps={{
          htmlInput: {
            spellCheck: false,
            style: { fontFamily: 'ui-monospace, monospace', fontSize: '0.82rem', lineHeight: 1.5 },
          },
        }}
      />
      <Box role="status" aria-live="polite">
        {validation?.valid === true && <Alert severity="success">The definition is valid.</Alert>}
        {validation?.valid === false && (
          <Alert severity="error">
            <AlertTitle>{validation.faults.length} to correct</AlertTitle>
            <Box component="ul" sx={{ m: 0, pl: 2.5, maxHeight: 220, overflowY: 'auto', overflowWrap: 'anywhere' }}>
              {validation.faults.map(({ pointer, message }, at) => {
                const line = lineOfPointer(text, pointer);
                return (
                  <li key={`${pointer} ${at}`}>
                    <TextLink component="button" type="button" onClick={() => goTo(line)}>
                      Line {line}
                    </TextLink>{' '}
                    <code>{pointer || '/'}</code> {message}
                  </li>
                );
              })}
            </Box>
          </Alert>
        )}
      </Box>
    </Box>
  );
}
