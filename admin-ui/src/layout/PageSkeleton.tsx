import { Box, Card, Skeleton } from '@mui/material';

/** Stands in for a page while its code or its record is on the way. */
export function PageSkeleton() {
  return (
    <Box aria-busy="true" aria-label="Loading" role="status">
      <Skeleton width="min(16rem, 60%)" height={36} />
      <Skeleton width="min(30rem, 90%)" height={22} sx={{ mb: 3 }} />
      <Card sx={{ p: 2.5 }}>
        {Array.from({ length: 6 }, (_, row) => (
          <Skeleton key={row} height={48} />
        ))}
      </Card>
    </Box>
  );
}
