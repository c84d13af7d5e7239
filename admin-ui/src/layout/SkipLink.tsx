import { Box } from '@mui/material';

/** The first stop of the Tab key. A plain anchor would change the address that the hash router reads. */
export function SkipLink() {
  return (
    <Box
      component="button"
      type="button"
      onClick={() => document.getElementById('main')?.focus()}
      sx={{
        position: 'fixed',
        top: 8,
        left: 8,
        zIndex: 2000,
        px: 2,
        py: 1,
        border: 0,
        borderRadius: 2,
        font: 'inherit',
        fontWeight: 600,
        color: 'primary.contrastText',
        backgroundColor: 'primary.main',
        transform: 'translateY(-200%)',
        '&:focus': { transform: 'none' },
      }}
    >
      Skip to content
    </Box>
  );
}
