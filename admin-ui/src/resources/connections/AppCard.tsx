import type { AppSummary } from '@drawbridge/catalog';
import { Box, ButtonBase, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { AppTile } from '../../fields/AppTile.tsx';
import { categoryWord } from '../../fields/states.ts';

export function AppCard({ app }: { app: AppSummary }) {
  const possible = app.methods.some((method) => method.available);
  const note = possible
    ? app.connectionCount > 0
      ? `${app.connectionCount} connected`
      : ''
    : 'Needs an administrator';
  return (
    <Box component="li" sx={{ display: 'flex' }}>
      <ButtonBase
        component={Link}
        to={`/connections/create?app=${encodeURIComponent(app.id)}`}
        sx={{
          width: '100%',
          display: 'flex',
          alignItems: 'flex-start',
          gap: 1.5,
          p: 2,
          textAlign: 'left',
          border: 1,
          borderColor: 'divider',
          borderRadius: '14px',
          backgroundColor: 'background.paper',
          transition: 'border-color 120ms',
          '&:hover': { borderColor: 'primary.main' },
        }}
      >
        <AppTile id={app.id} name={app.name} size={40} />
        <Box sx={{ minWidth: 0, flex: 1 }}>
          <Typography variant="h3" component="span" sx={{ display: 'block' }}>
            {app.name}
          </Typography>
          <Typography
            variant="body2"
            component="span"
            sx={{
              color: 'text.secondary',
              display: '-webkit-box',
              WebkitLineClamp: 2,
              WebkitBoxOrient: 'vertical',
              overflow: 'hidden',
            }}
          >
            {app.description}
          </Typography>
          <Typography
            variant="caption"
            component="span"
            sx={{ display: 'flex', gap: 1, mt: 0.75, color: 'text.secondary' }}
          >
            <span>{categoryWord(app.category)}</span>
            {note && (
              <Box component="span" sx={{ fontWeight: 650, color: possible ? 'primary.main' : 'warning.main' }}>
                {note}
              </Box>
            )}
          </Typography>
        </Box>
      </ButtonBase>
    </Box>
  );
}
