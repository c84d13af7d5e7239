import { Box, Card, Typography } from '@mui/material';
import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}

/** A titled card; `flush` lets a table reach its edges. */
export function Section({ title, lead, actions, flush = false, children }: SectionProps) {
  const heading = useId();
  return (
    <Card component="section" aria-labelledby={heading} sx={{ p: flush ? 0 : 2.5, overflow: 'hidden' }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1,
          justifyContent: 'space-between',
          alignItems: 'center',
          mb: flush ? 0 : 2,
          ...(flush ? { px: 2.5, py: 2 } : {}),
        }}
      >
        <Box>
          <Typography variant="h2" id={heading}>
            {title}
          </Typography>
          {lead && (
            <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.25 }}>
              {lead}
            </Typography>
          )}
        </Box>
        {actions && <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>{actions}</Box>}
      </Box>
      {children}
    </Card>
  );
}
