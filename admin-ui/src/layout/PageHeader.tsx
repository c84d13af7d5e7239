import ArrowBackIcon from '@mui/icons-material/ArrowBackRounded';
import { Box, Link as TextLink, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

interface PageHeaderProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  back?: { to: string; label: string };
}

/** The one heading of a page, what the page is for, and what can be done on it. */
export function PageHeader({ title, lead, actions, back }: PageHeaderProps) {
  return (
    <Box component="header" sx={{ mb: 3 }}>
      <title>{`${title} · Drawbridge`}</title>
      {back && (
        <TextLink
          component={Link}
          to={back.to}
          sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, mb: 1, fontSize: '0.85rem' }}
        >
          <ArrowBackIcon sx={{ fontSize: 16 }} aria-hidden="true" />
          {back.label}
        </TextLink>
      )}
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-start', justifyContent: 'space-between' }}
      >
        <Box sx={{ minWidth: 0, flex: '1 1 20rem' }}>
          <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          {lead && (
            <Typography component="div" sx={{ color: 'text.secondary', mt: 0.75, maxWidth: '70ch' }}>
              {lead}
            </Typography>
          )}
        </Box>
        {actions && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>{actions}</Box>}
      </Box>
    </Box>
  );
}
