import type { AppView } from '@drawbridge/catalog';
import { Alert, Box, Tab, Tabs, Typography } from '@mui/material';
import { useState } from 'react';
import type { Method } from '../../fields/CredentialInputs.tsx';
import { methodWord } from '../../fields/states.ts';
import { Section } from '../../layout/Section.tsx';
import { CredentialGuidance } from '../connections/CredentialGuidance.tsx';
import { MethodTrial } from './MethodTrial.tsx';

interface TryOutProps {
  definition: Record<string, unknown> | undefined;
  /** Null: it was never valid yet. */
  preview: AppView | null;
  valid: boolean;
}

/** Each way to connect as people will see it, and one test with what is typed into it. Nothing is stored. */
export function TryOut({ definition, preview, valid }: TryOutProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const method = preview?.methods.find(({ key }) => key === chosen) ?? preview?.methods[0];
  return (
    <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Section title="Preview and try-out" lead="As people will see it. A test runs once; nothing is stored.">
        {!preview || !method ? (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            The form appears here as soon as the definition is valid.
          </Typography>
        ) : (
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
            {!valid && (
              <Alert severity="info">This is how it was before the faults. Mend them to see it as it is now.</Alert>
            )}
            {preview.methods.length > 1 && (
              <Tabs
                value={method.key}
                onChange={(_, key: string) => setChosen(key)}
                variant="scrollable"
                aria-label="Ways to connect"
              >
                {preview.methods.map(({ key, label, kind }) => (
                  <Tab
                    key={key}
                    value={key}
                    id={`way-${key}`}
                    aria-controls={`try-${key}`}
                    label={label}
                    title={methodWord(kind)}
                  />
                ))}
              </Tabs>
            )}
            <Panel several={preview.methods.length > 1} method={method}>
              <MethodTrial key={method.key} app={preview} method={method} definition={definition} valid={valid} />
            </Panel>
          </Box>
        )}
      </Section>
      {preview && method && <CredentialGuidance app={preview} method={method} />}
    </Box>
  );
}

const Panel = ({ several, method, children }: { several: boolean; method: Method; children: React.ReactNode }) =>
  several ? (
    <Box role="tabpanel" id={`try-${method.key}`} aria-labelledby={`way-${method.key}`}>
      {children}
    </Box>
  ) : (
    children
  );
