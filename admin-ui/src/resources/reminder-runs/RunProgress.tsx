import type { ReminderRunView } from '@drawbridge/catalog';
import { Box, LinearProgress, Typography } from '@mui/material';

export function RunProgress({ run }: { run: ReminderRunView }) {
  const done = run.total === 0 ? (run.state === 'running' ? 0 : 100) : Math.min(100, (run.processed / run.total) * 100);
  const text = `${run.processed.toLocaleString('en')} of ${run.total.toLocaleString('en')}`;
  return (
    <Box sx={{ minWidth: 120 }}>
      <LinearProgress
        variant={run.state === 'running' && run.total === 0 ? 'indeterminate' : 'determinate'}
        value={done}
        color={run.state === 'failed' ? 'error' : 'primary'}
        aria-label={`Progress: ${text}`}
        sx={{ height: 7, borderRadius: 4 }}
      />
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {text}
      </Typography>
    </Box>
  );
}
