import WarningIcon from '@mui/icons-material/WarningAmberRounded';
import { Box, Link as TextLink } from '@mui/material';
import { alpha } from '@mui/material/styles';
import { Link } from 'react-router-dom';
import { useDashboard } from '../providers/useDashboard.ts';
import { useMay } from '../providers/ability.ts';

/** Says that connections stopped working, and leads to them. */
export function ReauthBanner() {
  const may = useMay();
  const { data } = useDashboard();
  const n = data?.connections.needsReauth ?? 0;
  if (n === 0 || !may('read', 'Connection')) return null;
  const filter = encodeURIComponent(JSON.stringify({ state: 'needs_reauth' }));
  return (
    <Box
      role="status"
      sx={({ palette }) => ({
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        flexWrap: 'wrap',
        columnGap: 1.5,
        px: 2,
        py: 1,
        fontSize: '0.9rem',
        borderBottom: `1px solid ${alpha(palette.warning.main, 0.4)}`,
        backgroundColor: alpha(palette.warning.main, palette.mode === 'light' ? 0.12 : 0.18),
      })}
    >
      <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, fontWeight: 600 }}>
        <WarningIcon fontSize="small" color="warning" aria-hidden="true" />
        <span>{n === 1 ? 'A connection needs to be reauthorized' : `${n} connections need to be reauthorized`}</span>
      </Box>
      <TextLink component={Link} to={`/connections?filter=${filter}`} sx={{ fontWeight: 600 }} underline="always">
        {n === 1 ? 'Show it' : 'Show them'}
      </TextLink>
    </Box>
  );
}
