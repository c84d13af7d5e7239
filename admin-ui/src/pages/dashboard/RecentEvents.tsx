import type { Dashboard } from '@drawbridge/catalog';
import { Box, Link as TextLink, Skeleton, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { sentenceCase } from '../../fields/states.ts';
import { Section } from '../../layout/Section.tsx';

export function RecentEvents({ data }: { data: Dashboard | undefined }) {
  return (
    <Section
      title="Recent events"
      actions={
        <TextLink component={Link} to="/audit-events" variant="body2">
          Show all
        </TextLink>
      }
    >
      {!data && Array.from({ length: 5 }, (_, n) => <Skeleton key={n} height={44} />)}
      {data?.recent.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Nothing has happened yet.
        </Typography>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data?.recent.map((event) => (
          <Box
            component="li"
            key={event.id}
            sx={{
              display: 'flex',
              gap: 1.5,
              alignItems: 'center',
              justifyContent: 'space-between',
              py: 1,
              '& + &': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            <Box sx={{ minWidth: 0 }}>
              <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
                {sentenceCase(event.action)}
                {event.target?.name && <Box component="span" sx={{ fontWeight: 400 }}>{` · ${event.target.name}`}</Box>}
              </Typography>
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {event.actor.name}, <RelativeTime at={event.at} />
              </Typography>
            </Box>
            {event.outcome !== 'success' && <StateChip kind="audit" state={event.outcome} />}
          </Box>
        ))}
      </Box>
    </Section>
  );
}
