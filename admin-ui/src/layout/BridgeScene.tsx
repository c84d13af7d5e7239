import { Box, Typography } from '@mui/material';
import { BrandMark } from './BrandMark.tsx';
import { moat } from './palette.ts';

/** The side of the sign-in page: what this is, and a drawbridge coming down. */
export function BridgeScene() {
  return (
    <Box
      sx={{
        display: { xs: 'none', md: 'flex' },
        flexDirection: 'column',
        justifyContent: 'space-between',
        p: 6,
        color: moat.ink,
        background: `linear-gradient(175deg, #0c2625 0%, ${moat.back} 55%, #1b4f4c 100%)`,
        overflow: 'hidden',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, fontSize: '1.35rem', fontWeight: 700 }}>
        <BrandMark size={36} /> Drawbridge
      </Box>
      <svg viewBox="0 0 420 220" aria-hidden="true" fill="none" strokeLinecap="round" strokeLinejoin="round">
        <g stroke="#9fb8b2" strokeWidth="3">
          <path d="M20 190V70h70v120M20 70V54h14v16m14 0V54h14v16m14 0V54h14v16" />
          <path d="M330 190V70h70v120M330 70V54h14v16m14 0V54h14v16m14 0V54h14v16" />
          <path d="M44 190v-34c0-8 5-13 11-13s11 5 11 13v34M354 190v-34c0-8 5-13 11-13s11 5 11 13v34" opacity="0.6" />
        </g>
        <g stroke="#e0b368" strokeWidth="3.5">
          <path d="M90 178l112-34M330 178l-112-34" />
          <path d="M90 92l96 54M330 92l-96 54" strokeWidth="2" strokeDasharray="1 8" />
        </g>
        <g stroke="#6fa79e" strokeWidth="2" opacity="0.7">
          <path d="M96 204c12-7 24-7 36 0s24 7 36 0 24-7 36 0 24 7 36 0 24-7 36 0 24 7 36 0" />
          <path d="M132 216c12-6 24-6 36 0s24 6 36 0 24-6 36 0 24 6 36 0" opacity="0.6" />
        </g>
      </svg>
      <Box>
        <Typography
          sx={{ fontSize: '1.5rem', fontWeight: 650, lineHeight: 1.3, letterSpacing: '-0.01em', maxWidth: '22ch' }}
        >
          Every connection tested, reviewed and accounted for.
        </Typography>
        <Typography sx={{ color: moat.soft, mt: 1.5, maxWidth: '44ch' }}>
          Connect accounts, publish them to every tenant after review, rotate their credentials in time, and see who did
          what.
        </Typography>
      </Box>
    </Box>
  );
}
