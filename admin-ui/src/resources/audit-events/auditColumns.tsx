import type { AuditEventView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { sentenceCase } from '../../fields/states.ts';
import type { Column } from '../../layout/RowTable.tsx';

export const what: Column<AuditEventView> = {
  label: 'Event',
  render: (event) => (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {sentenceCase(event.action)}
        {event.count > 1 && ` × ${event.count}`}
      </Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {event.target?.name ?? event.target?.id ?? ''}
        <Box component="span" sx={{ display: { sm: 'none' } }}>
          {' '}
          · {event.actor.name} · <RelativeTime at={event.at} />
        </Box>
      </Typography>
    </Box>
  ),
};
const who: Column<AuditEventView> = { label: 'Who', from: 'sm', render: (event) => event.actor.name };
const outcome: Column<AuditEventView> = {
  label: 'Outcome',
  render: (event) => <StateChip kind="audit" state={event.outcome} />,
};
const where: Column<AuditEventView> = {
  label: 'Tenant',
  from: 'lg',
  render: (event) => event.tenant?.name ?? 'Platform',
};
const when: Column<AuditEventView> = { label: 'When', from: 'sm', render: (event) => <RelativeTime at={event.at} /> };

export const auditColumns = [what, who, outcome, where, when] as const;
export const trailColumns = [what, who, outcome, when] as const;
