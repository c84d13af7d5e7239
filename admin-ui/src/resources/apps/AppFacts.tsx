import type { AppView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { ToneChip } from '../../fields/StateChip.tsx';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { Section } from '../../layout/Section.tsx';

const confirmed = {
  login_and_test: ['Confirmed', 'success', 'How to log in and the test request agree in two independent sources.'],
  login: [
    'Partly confirmed',
    'warning',
    'How to log in agrees in two independent sources. The test request, scopes and lifetimes rest on one source or none.',
  ],
  none: [
    'Not confirmed',
    'warning',
    'Addresses, test request, scopes and lifetimes rest on one source or none. Try a connection before you rely on it.',
  ],
} as const;

/** How far the platform can trust what the catalog says about an app. */
export function AppFacts({ app }: { app: AppView }) {
  const [word, tone, meaning] = confirmed[app.confirmed ? app.factsScope : 'none'];
  return (
    <Section title="Where these facts come from" actions={<ToneChip word={word} tone={tone} />}>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2">{meaning}</Typography>
        <Facts columns={1}>
          <Fact label="Sources">
            {app.factsSources.length > 0 ? app.factsSources.join(', ') : 'None that can be named.'}
          </Fact>
          {app.factsNote && <Fact label="Open questions">{app.factsNote}</Fact>}
        </Facts>
      </Box>
    </Section>
  );
}
