import type { AuditEventView } from '@drawbridge/catalog';
import FilterListIcon from '@mui/icons-material/FilterListRounded';
import { Box, Button } from '@mui/material';
import { useFilters } from '../../layout/useFilters.ts';

/** From one event to all by the same person, or about the same thing: nobody knows ids by heart. */
export function NarrowTo({ event: { actor, target } }: { event: AuditEventView }) {
  const { values, set } = useFilters();
  const ways = [
    { filter: 'actorId', id: actor.id, label: `Everything by ${actor.name}` },
    { filter: 'targetId', id: target?.id, label: `Everything about ${target?.name ?? target?.id}` },
  ].filter(({ filter, id }) => id && values[filter] !== id);
  if (ways.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {ways.map(({ filter, id, label }) => (
        <Button
          key={filter}
          size="small"
          variant="outlined"
          startIcon={<FilterListIcon />}
          onClick={() => set({ ...values, [filter]: id ?? undefined })}
        >
          {label}
        </Button>
      ))}
    </Box>
  );
}
