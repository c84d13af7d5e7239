import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** The title is the heading of the page. */
  page?: boolean;
}

/** Nothing here yet: why, and what to do next. */
export function EmptyState({ title, children, action, page = false }: EmptyStateProps) {
  return (
    <Box sx={{ px: 3, py: 6, display: 'grid', justifyItems: 'center', textAlign: 'center', gap: 1.5 }}>
      <svg
        width="88"
        height="56"
        viewBox="0 0 88 56"
        aria-hidden="true"
        fill="none"
        strokeWidth="2.5"
        strokeLinecap="round"
      >
        <g stroke="currentColor" opacity="0.35">
          <path d="M8 52V20h14v32M66 52V20h14v32M8 20v-6h4v6m6 0v-6h4v6m44 0v-6h4v6m6 0v-6h4v6" />
        </g>
        <path d="M22 44 46 24M22 24l24 0" stroke="#c08a3c" />
        <path d="M2 53h84" stroke="currentColor" opacity="0.2" />
      </svg>
      <Typography variant="h2" component={page ? 'h1' : 'p'}>
        {title}
      </Typography>
      {children && (
        <Typography variant="body2" component="div" sx={{ color: 'text.secondary', maxWidth: '52ch' }}>
          {children}
        </Typography>
      )}
      {action && <Box sx={{ mt: 1 }}>{action}</Box>}
    </Box>
  );
}
