import { Skeleton } from '@mui/material';

/** Keeps the room of a chart while it loads. */
export const ChartSpace = ({ height = 220 }: { height?: number }) => <Skeleton variant="rounded" height={height} />;
