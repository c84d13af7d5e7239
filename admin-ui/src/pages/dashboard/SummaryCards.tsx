import type { Dashboard } from '@drawbridge/catalog';
import { Box, Card, Skeleton, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { useMay } from '../../providers/ability.ts';
import { listWith } from './listWith.ts';

interface Figure {
  label: string;
  value: number | undefined;
  note: string;
  to: string;
  alarm?: boolean;
}

/** The figures that matter to this person, each leading to what it counts. */
export function SummaryCards({ data }: { data: Dashboard | undefined }) {
  const may = useMay();
  const figures: Figure[] = [];
  if (may('read', 'Connection')) {
    const c = data?.connections;
    figures.push(
      {
        label: 'Active connections',
        value: c?.active,
        note: `${c?.pendingFirstUse ?? 0} pending first use`,
        to: listWith('connections', { state: 'active' }),
      },
      {
        label: 'Need reauthorization',
        value: c?.needsReauth,
        note: `${c?.failing ?? 0} failing their check`,
        to: listWith('connections', { state: 'needs_reauth' }),
        alarm: true,
      },
    );
  }
  if (may('read', 'PublicationRequest')) {
    const p = data?.publications;
    figures.push({
      label: may('approve', 'PublicationRequest') ? 'Waiting for review' : 'Requests in review',
      value: p?.pending,
      note: `${p?.approving ?? 0} being published`,
      to: listWith('publication-requests', { state: 'pending' }),
    });
  }
  figures.push({
    label: 'Global connections',
    value: data?.globalConnections.published,
    note: 'published to every tenant',
    to: listWith('global-connections', { state: 'published' }),
  });
  if (may('read', 'RotationDue')) {
    const r = data?.rotation;
    figures.push({
      label: 'Rotation overdue',
      value: r?.overdue,
      note: `${r?.dueSoon ?? 0} due within 30 days`,
      to: listWith('rotation-due', { status: 'overdue' }),
      alarm: true,
    });
  }
  return (
    <Box
      component="ul"
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        display: 'grid',
        gap: { xs: 1.5, sm: 2 },
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 9.75rem), 1fr))',
      }}
    >
      {figures.map((figure) => (
        <li key={figure.label}>
          <FigureCard {...figure} />
        </li>
      ))}
    </Box>
  );
}

function FigureCard({ label, value, note, to, alarm = false }: Figure) {
  const alarmed = alarm && (value ?? 0) > 0;
  return (
    <Card
      component={Link}
      to={to}
      sx={{
        display: 'block',
        height: '100%',
        p: { xs: 1.75, sm: 2.25 },
        color: 'text.primary',
        textDecoration: 'none',
        transition: 'border-color 120ms',
        '&:hover': { borderColor: 'primary.main' },
        '&:focus-visible': { outline: 2, outlineColor: 'secondary.main', outlineOffset: 2 },
      }}
    >
      <Typography variant="body2" component="span" sx={{ color: 'text.secondary', fontWeight: 600, display: 'block' }}>
        {label}
      </Typography>
      <Typography
        component="span"
        sx={{
          display: 'block',
          my: 0.25,
          fontSize: '2rem',
          fontWeight: 680,
          letterSpacing: '-0.03em',
          lineHeight: 1.2,
          color: alarmed ? 'error.main' : 'text.primary',
        }}
      >
        {value === undefined ? <Skeleton width={48} /> : value.toLocaleString('en')}
      </Typography>
      <Typography variant="caption" component="span" sx={{ color: 'text.secondary' }}>
        {value === undefined ? <Skeleton width={96} /> : note}
      </Typography>
    </Card>
  );
}
