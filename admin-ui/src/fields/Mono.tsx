import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { mono } from '../layout/theme.ts';

/** Ids, digests and addresses. */
export const Mono = ({ children }: { children: ReactNode }) => (
  <Box component="span" sx={{ fontFamily: mono, fontSize: '0.86em', overflowWrap: 'anywhere' }}>
    {children}
  </Box>
);
