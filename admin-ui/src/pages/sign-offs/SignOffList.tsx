import type { SignOffView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { EmbeddedList } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { Section } from '../../layout/Section.tsx';
import { changeText, figureText } from './figureWords.ts';
import { ShortDigest } from './ShortDigest.tsx';
import { SignOffDetail } from './SignOffDetail.tsx';

interface SignOffListProps {
  /** Which list of the API. */
  resource: string;
  filter?: Record<string, unknown>;
  /** Said while there is none. */
  empty: string;
}

/** Who signed off which figures, and what has changed from one time to the next. */
export const SignOffList = ({ resource, filter = {}, empty }: SignOffListProps) => (
  <Section title="Signed off" lead="Figures as somebody saw and stated them. Nothing in this list ever changes." flush>
    <EmbeddedList<SignOffView>
      resource={resource}
      label="Signed off"
      filter={filter}
      columns={columns}
      detail={(row) => <SignOffDetail signOff={row} />}
      nameOf={(row) => `the sign-off by ${row.signedBy.name}`}
      empty={<EmptyState title="Nothing signed off yet">{empty}</EmptyState>}
    />
  </Section>
);

const columns: readonly Column<SignOffView>[] = [
  {
    label: 'Signed off',
    render: (row) => (
      <Box>
        <Box sx={{ fontWeight: 600 }}>{row.signedBy.name}</Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          <RelativeTime at={row.signedAt} />
        </Typography>
      </Box>
    ),
  },
  {
    label: 'Statement',
    render: (row) => <Box sx={{ overflowWrap: 'anywhere', maxWidth: '26rem' }}>{row.statement}</Box>,
  },
  { label: 'Figures', from: 'md', render: (row) => figureText(row.totals) },
  {
    label: 'Since the one before',
    from: 'sm',
    render: (row) =>
      row.previous ? changeText(row.previous.totals, row.totals) || 'No total changed' : 'The first one',
  },
  { label: 'Digest', from: 'lg', render: (row) => <ShortDigest digest={row.digest} /> },
];
