import NextIcon from '@mui/icons-material/ChevronRightRounded';
import PreviousIcon from '@mui/icons-material/ChevronLeftRounded';
import { Box, Button, Typography } from '@mui/material';
import { useListPaginationContext } from 'react-admin';

/** Previous and next: a keyset list knows no last page and no total. */
export function Pager() {
  const { page, setPage, hasNextPage, hasPreviousPage } = useListPaginationContext();
  if (page === 1 && !hasNextPage) return null;
  return (
    <Box
      component="nav"
      aria-label="Pages"
      sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 1, px: 2, py: 1.25 }}
    >
      <Typography variant="body2" sx={{ color: 'text.secondary', mr: 1 }} aria-live="polite">
        Page {page}
      </Typography>
      <Button startIcon={<PreviousIcon />} disabled={!hasPreviousPage} onClick={() => setPage(page - 1)}>
        Previous
      </Button>
      <Button endIcon={<NextIcon />} disabled={!hasNextPage} onClick={() => setPage(page + 1)}>
        Next
      </Button>
    </Box>
  );
}
