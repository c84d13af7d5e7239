import { Box } from '@mui/material';

/** Two towers and the bridge between them. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <Box
      component="svg"
      viewBox="0 0 32 32"
      sx={{ width: size, height: size, flex: 'none' }}
      aria-hidden="true"
      fill="none"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M5 27V8h6v19M21 27V8h6v19" stroke="currentColor" />
      <path d="M11 27c0-6 2-9 5-9s5 3 5 9" stroke="currentColor" />
      <path d="M11 8l5 6 5-6" stroke="#d9a14c" />
    </Box>
  );
}
